//! Lists that are read by typed ids.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// The number of an item of a list.
pub trait Id: Copy {
    /// The id of the item at a position, counted from 0.
    fn new(index: usize) -> Self;
    /// The position of the item in its list.
    fn index(self) -> usize;
    /// The ids of a list of this length, in order.
    fn all(length: usize) -> impl Iterator<Item = Self> + use<Self>;
}

/// A value for each item of a list, by the item's id.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Table<I, T> {
    values: Vec<T>,
    ids: PhantomData<I>,
}

impl<I: Id, T> Table<I, T> {
    /// The same value for each item of a list of this length.
    pub fn filled(length: usize, value: T) -> Table<I, T>
    where
        T: Clone,
    {
        vec![value; length].into()
    }

    pub fn ids(&self) -> impl Iterator<Item = I> + use<I, T> {
        I::all(self.values.len())
    }

    pub fn iter(&self) -> impl Iterator<Item = (I, &T)> {
        I::all(self.values.len()).zip(&self.values)
    }

    pub fn into_entries(self) -> impl Iterator<Item = (I, T)> {
        I::all(self.values.len()).zip(self.values)
    }

    pub fn values(&self) -> &[T] {
        &self.values
    }

    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.values.iter_mut()
    }

    /// The value of an item, which is not needed again.
    pub fn take(&mut self, id: I) -> T
    where
        T: Default,
    {
        std::mem::take(&mut self[id])
    }

    /// Adds the value of the next item.
    pub fn push(&mut self, value: T) -> I {
        self.values.push(value);
        I::new(self.values.len() - 1)
    }
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Table<I, T> {
        Vec::new().into()
    }
}

impl<I, T> From<Vec<T>> for Table<I, T> {
    fn from(values: Vec<T>) -> Table<I, T> {
        Table {
            values,
            ids: PhantomData,
        }
    }
}

impl<I, T> FromIterator<T> for Table<I, T> {
    fn from_iter<A: IntoIterator<Item = T>>(all: A) -> Table<I, T> {
        Vec::from_iter(all).into()
    }
}

impl<I: Id, T> Index<I> for Table<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.values[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for Table<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.values[id.index()]
    }
}

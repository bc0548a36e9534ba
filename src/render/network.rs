//! The layout of a network: connected nodes lie close to each other and every name can be read.
//!
//! Forces after Fruchterman and Reingold, *Graph Drawing by Force-Directed Placement* (1991): nodes
//! repel each other, edges attract. Then overlapping boxes of names are moved apart. The layout is deterministic:
//! equal networks get equal drawings.

/// The width of a drawing, in units of its `viewBox`; a letter is about seven wide.
pub const WIDTH: i32 = 960;

/// Rounds of the forces, and of moving boxes apart.
const ROUNDS: usize = 250;
const APART: usize = 400;

/// Half of the width and the height of a name's box.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub x: f64,
    pub y: f64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Point {
    x: f64,
    y: f64,
}

/// Places nodes with boxes of these sizes; `edges` are pairs of nodes with a weight from 0 to 1.
/// Returns the middle of each box and the height of the drawing.
pub fn place(sizes: &[Size], edges: &[(usize, usize, f64)]) -> (Vec<(i32, i32)>, i32) {
    let mut points = start(sizes.len());
    let height = f64::from(WIDTH) * 0.62;
    for round in 0..ROUNDS {
        let step = 40.0 * (1.0 - round as f64 / ROUNDS as f64) + 0.5;
        pull(&mut points, edges, step, height);
    }
    separate(&mut points, sizes);
    let top = extreme(points.iter().zip(sizes).map(|(point, size)| point.y - size.y), f64::min);
    let bottom = extreme(points.iter().zip(sizes).map(|(point, size)| point.y + size.y), f64::max);
    let placed = points
        .iter()
        .map(|point| (point.x.round() as i32, (point.y - top).round() as i32 + 8));
    (placed.collect(), (bottom - top).round() as i32 + 16)
}

fn extreme(values: impl Iterator<Item = f64>, choose: fn(f64, f64) -> f64) -> f64 {
    values.reduce(choose).unwrap_or(0.0)
}

/// A square spiral around the middle, the first node innermost.
fn start(count: usize) -> Vec<Point> {
    let (mut x, mut y, mut dx, mut dy) = (0i32, 0i32, 1i32, 0i32);
    let (mut length, mut walked, mut turns) = (1, 0, 0);
    let mut points = Vec::with_capacity(count);
    for _ in 0..count {
        points.push(Point {
            x: f64::from(WIDTH) / 2.0 + f64::from(x) * 70.0,
            // A little off the lattice, so that no two forces cancel out.
            y: f64::from(WIDTH) * 0.31 + f64::from(y) * 60.0 + f64::from(x) * 3.0,
        });
        (x, y, walked) = (x + dx, y + dy, walked + 1);
        if walked == length {
            (dx, dy, walked, turns) = (-dy, dx, 0, turns + 1);
            length += usize::from(turns % 2 == 0);
        }
    }
    points
}

/// One round of the forces; no node moves more than `step`.
fn pull(points: &mut [Point], edges: &[(usize, usize, f64)], step: f64, height: f64) {
    let ideal = (f64::from(WIDTH) * height / points.len().max(1) as f64).sqrt() * 0.8;
    let mut forces = vec![Point::default(); points.len()];
    for one in 0..points.len() {
        for other in one + 1..points.len() {
            let (x, y, distance) = between(points[one], points[other]);
            let push = ideal * ideal / distance / distance;
            add(&mut forces, one, other, (x * push, y * push));
        }
    }
    for (one, other, weight) in edges {
        let (x, y, distance) = between(points[*one], points[*other]);
        let pull = -distance / ideal * (0.15 + 0.85 * weight) * 0.5;
        add(&mut forces, *one, *other, (x * pull, y * pull));
    }
    for (point, force) in points.iter_mut().zip(&forces) {
        let length = (force.x * force.x + force.y * force.y).sqrt().max(0.01);
        let move_by = length.min(step) / length;
        point.x = (point.x + force.x * move_by).clamp(60.0, f64::from(WIDTH) - 60.0);
        point.y = (point.y + force.y * move_by).clamp(20.0, height - 20.0);
    }
}

fn add(forces: &mut [Point], one: usize, other: usize, (x, y): (f64, f64)) {
    forces[one].x += x;
    forces[one].y += y;
    forces[other].x -= x;
    forces[other].y -= y;
}

/// The vector from the second to the first, and its length.
fn between(a: Point, b: Point) -> (f64, f64, f64) {
    let (x, y) = (a.x - b.x, a.y - b.y);
    (x, y, (x * x + y * y).sqrt().max(1.0))
}

/// Moves boxes apart that overlap, each as little as need be; the drawing grows downwards.
fn separate(points: &mut [Point], sizes: &[Size]) {
    for _ in 0..APART {
        let mut moved = false;
        for one in 0..points.len() {
            for other in one + 1..points.len() {
                let x = points[one].x - points[other].x;
                let y = points[one].y - points[other].y;
                let over_x = sizes[one].x + sizes[other].x + 6.0 - x.abs();
                let over_y = sizes[one].y + sizes[other].y + 4.0 - y.abs();
                if over_x <= 0.0 || over_y <= 0.0 {
                    continue;
                }
                moved = true;
                // Names are wide: up and down is nearly always the shorter way.
                if over_y <= over_x {
                    let by = (over_y / 2.0 + 0.1).copysign(if y == 0.0 { -1.0 } else { y });
                    points[one].y += by;
                    points[other].y -= by;
                } else {
                    let by = (over_x / 2.0 + 0.1).copysign(if x == 0.0 { -1.0 } else { x });
                    points[one].x += by;
                    points[other].x -= by;
                }
            }
        }
        for (point, size) in points.iter_mut().zip(sizes) {
            point.x = point
                .x
                .clamp(size.x + 4.0, (f64::from(WIDTH) - size.x - 4.0).max(size.x + 4.0));
        }
        if !moved {
            break;
        }
    }
}

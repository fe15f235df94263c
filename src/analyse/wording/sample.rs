//! A part that stands for the whole.

/// At most `most` of `items`, drawn by a hash of `key`: the same items give the same sample in any order, and one that is
/// drawn from many is mostly drawn again when more are added. The order is kept.
pub fn sample<T>(items: Vec<T>, most: usize, key: impl Fn(&T) -> (String, String)) -> Vec<T> {
    if items.len() <= most {
        return items;
    }
    let mut drawn: Vec<([u8; 32], usize, T)> = items
        .into_iter()
        .enumerate()
        .map(|(place, item)| {
            let (register, number) = key(&item);
            (draw(&register, &number), place, item)
        })
        .collect();
    drawn.sort_by_key(|(hash, ..)| *hash);
    drawn.truncate(most);
    drawn.sort_by_key(|(_, place, _)| *place);
    drawn.into_iter().map(|(.., item)| item).collect()
}

fn draw(register: &str, number: &str) -> [u8; 32] {
    *blake3::hash(format!("{register}\n{number}").as_bytes()).as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(items: &[u32], most: usize) -> Vec<u32> {
        sample(items.to_vec(), most, |item| ("109".to_owned(), item.to_string()))
    }

    #[test]
    fn what_is_drawn_does_not_depend_on_the_order_and_keeps_it() {
        let forward: Vec<u32> = (0..100).collect();
        let backward: Vec<u32> = (0..100).rev().collect();
        let mut found = drawn(&backward, 10);
        found.reverse();
        assert_eq!(found, drawn(&forward, 10));
        assert_eq!(found.len(), 10);
        assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn few_are_all_drawn() {
        assert_eq!(drawn(&[3, 1, 2], 3), [3, 1, 2]);
    }
}

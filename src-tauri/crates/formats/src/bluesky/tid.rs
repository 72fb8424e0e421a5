//! The keys that are made of the time: thirteen digits in base 32, of which the first 53 bits are microseconds since 1970.

use std::fmt;

use earshot_model::Millis;

const DIGITS: &[u8; 32] = b"234567abcdefghijklmnopqrstuvwxyz";

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Tid(u64);

impl Tid {
    pub(super) fn parse(text: &str) -> Option<Tid> {
        let digits: &[u8; 13] = text.as_bytes().try_into().ok()?;
        let mut number = 0_u64;
        for (at, digit) in digits.iter().enumerate() {
            let value = DIGITS.iter().position(|known| known == digit)? as u64;
            // Thirteen digits are 65 bits: the highest is none.
            if at == 0 && value > 15 {
                return None;
            }
            number = number << 5 | value;
        }
        Some(Tid(number))
    }

    pub(super) fn made_at(self) -> Millis {
        (self.0 >> 10).cast_signed() / 1_000
    }
}

impl fmt::Display for Tid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for at in (0..13).rev() {
            let digit = DIGITS[(self.0 >> (5 * at) & 31) as usize];
            write!(f, "{}", char::from(digit))?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn a_key_holds_its_time_and_is_written_as_it_was() {
        let tid = Tid::parse("3ke6kg3wk222l").unwrap();
        assert_eq!((tid.made_at(), tid.to_string()), (1_700_000_000_000, "3ke6kg3wk222l".to_owned()));
        for text in ["", "3ke6kg3wk222", "3ke6kg3wk222ll", "0ke6kg3wk222l", "zke6kg3wk222l", "3KE6KG3WK222L"] {
            assert_eq!(Tid::parse(text), None, "{text}");
        }
        let zero = Tid::parse("2222222222222").unwrap();
        assert_eq!((zero.made_at(), zero.to_string()), (0, "2222222222222".to_owned()));
    }
}

//! Layouts and the characters that they are drawn with.

use super::{Part, PartSize, Piece, draw};

/// A part: its labels, the name last, and its bits; 0 bits for an open part. A
/// `!` in front of the labels makes it begin a row.
fn part(labels: &str, bits: u64) -> Part {
    let fresh = labels.starts_with('!');
    let labels = labels.trim_start_matches('!').split('/').map(str::to_owned).collect();
    let size = if bits == 0 { PartSize::Open } else { PartSize::Bits(bits) };
    Part { labels, size, fresh }
}

fn parts(all: &[(&str, u64)]) -> Vec<Piece> {
    all.iter().map(|(labels, bits)| Piece::Part(part(labels, *bits))).collect()
}

/// Checks the lines below the ruler.
#[track_caller]
fn check(pieces: &[Piece], expected: &[&str]) {
    let drawn = draw(pieces);
    let lines: Vec<&str> = drawn.lines().skip(2).collect();
    assert_eq!(lines, expected, "\n{drawn}");
}

#[test]
fn the_ruler_is_as_wide_as_what_is_drawn() {
    let ruler = |bits| draw(&parts(&[("x", bits)])).lines().take(2).map(str::to_owned).collect();
    let narrow: Vec<String> = ruler(12);
    assert_eq!(narrow, [" 0                   1", " 0 1 2 3 4 5 6 7 8 9 0 1"]);
    let wide: Vec<String> = ruler(64);
    assert_eq!(wide[0], " 0                   1                   2                   3");
    assert_eq!(wide[1].len(), 64);
    assert_eq!(draw(&[]), "");
}

#[test]
fn bits_stand_where_they_lie() {
    check(
        &parts(&[
            ("version = 4/version", 4),
            ("words", 4),
            ("service", 6),
            ("c", 2),
            ("length", 16),
        ]),
        &[
            "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
            "|version| words |  service  | c |            length             |",
            "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
        ],
    );
}

#[test]
fn what_crosses_rows_is_open_between_them() {
    // 3 + 20 bits, then 41 that cross, of which the widest row has the name.
    check(
        &parts(&[("a", 3), ("b", 20), ("c", 41), ("d", 8)]),
        &[
            "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
            "|  a  |                   b                   |                 |",
            "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                 +",
            "|                               c                               |",
            "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
            "|       d       |",
            "+-+-+-+-+-+-+-+-+",
        ],
    );
    // Nothing of the second row lies below the first: two pieces, two labels.
    check(
        &parts(&[("a", 24), ("field", 16)]),
        &[
            "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
            "|                       a                       |     field     |",
            "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
            "| field (cont.) |",
            "+-+-+-+-+-+-+-+-+",
        ],
    );
}

#[test]
fn the_name_of_several_rows_stands_in_their_middle() {
    check(
        &parts(&[("even", 64), ("odd", 96)]),
        &[
            "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
            "|                                                               |",
            "+                             even                              +",
            "|                                                               |",
            "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
            "|                                                               |",
            "+                                                               +",
            "|                              odd                              |",
            "+                                                               +",
            "|                                                               |",
            "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
        ],
    );
}

#[test]
fn many_rows_are_cut_short_and_the_rest_is_not() {
    check(
        &parts(&[("a", 8), ("key (25 bytes)/key", 200), ("b", 16)]),
        &[
            "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
            "|       a       |                                               |",
            "+-+-+-+-+-+-+-+-+                                               +",
            "~                        key (25 bytes)                         ~",
            "|                                                               |",
            "+                               +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
            "|                               |               b               |",
            "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
        ],
    );
}

#[test]
fn behind_what_is_open_a_row_begins() {
    check(
        &parts(&[("len(text)", 8), ("text (0 to 255 bytes)/text", 0), ("b", 16), ("!c, if b", 8)]),
        &[
            "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
            "|   len(text)   |                                               |",
            "+-+-+-+-+-+-+-+-+                                               +",
            "~                     text (0 to 255 bytes)                     ~",
            "|                                                               |",
            "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
            "|               b               |",
            "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
            "|    c, if b    |",
            "+-+-+-+-+-+-+-+-+",
        ],
    );
    check(
        &parts(&[("rest", 0)]),
        &[
            "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
            "|                                                               |",
            "~                             rest                              ~",
            "|                                                               |",
            "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
        ],
    );
}

#[test]
fn what_has_no_room_is_a_letter_of_its_name_if_one_is_free() {
    check(
        &parts(&[
            ("response", 1),
            ("recursion_desired", 1),
            ("reserved = 0/reserved", 1),
            ("a", 5),
        ]),
        &[
            "+-+-+-+-+-+-+-+-+",
            "|R|D|E|    a    |",
            "+-+-+-+-+-+-+-+-+",
            "",
            " R  response",
            " D  recursion_desired",
            " E  reserved = 0",
        ],
    );
}

#[test]
fn little_endian_bits_fill_bytes_from_their_lowest() {
    // a: bits 0 to 2; b: 3 to 9; c: 10; d: 11 to 23, of which the last byte is full.
    let run = [part("a", 3), part("b", 7), part("c", 1), part("d", 13)];
    check(
        &[Piece::LittleRun(run.to_vec()), Piece::Part(part("e", 8))],
        &[
            "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
            "| b[4:0]  |  a  | d[4:0]  |c| B |    d[12:5]    |       e       |",
            "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
            "",
            " B  b[6:5]",
        ],
    );
}

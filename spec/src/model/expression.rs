//! Expressions over the fields of a structure.

/// A condition or number over earlier fields, in mathematical integers.
///
/// Truth values and numbers do not mix; the checker sees to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// A number.
    Integer(i128),
    /// `true` or `false`.
    Bool(bool),
    /// The value of an earlier field, by its place in the structure: an
    /// integer, a truth value, or the number of an enumeration's value.
    Field(usize),
    /// Whether a bit of an earlier flag-set field is set: the field's place
    /// and the bit's mask. In the `require` of a flag set itself the place is
    /// `None`.
    Flag(Option<usize>, u64),
    /// The length of an earlier field: bytes of a byte string or string,
    /// elements of a list.
    Length(usize),
    /// One operand.
    Unary(UnaryOperator, Box<Expression>),
    /// Two operands. `&&` and `||` do not look at the second if the first decides.
    Binary(BinaryOperator, Box<Expression>, Box<Expression>),
}

impl Expression {
    /// Whether it looks at the field at a place.
    pub fn mentions(&self, place: usize) -> bool {
        match self {
            Expression::Integer(_) | Expression::Bool(_) | Expression::Flag(None, _) => false,
            Expression::Field(field)
            | Expression::Length(field)
            | Expression::Flag(Some(field), _) => *field == place,
            Expression::Unary(_, operand) => operand.mentions(place),
            Expression::Binary(_, left, right) => left.mentions(place) || right.mentions(place),
        }
    }
}

/// An operator of one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOperator {
    /// `!`
    Not,
    /// `-`
    Negate,
}

/// An operator of two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOperator {
    /// `&&`
    And,
    /// `||`
    Or,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`, rounded down; by a positive constant
    Divide,
    /// `%`, never negative; by a positive constant
    Remainder,
}

impl BinaryOperator {
    /// What it makes of two numbers; 1 stands for what is true, 0 for what is not.
    pub fn apply(self, left: i128, right: i128) -> i128 {
        match self {
            BinaryOperator::And => i128::from(left != 0 && right != 0),
            BinaryOperator::Or => i128::from(left != 0 || right != 0),
            BinaryOperator::Equal => i128::from(left == right),
            BinaryOperator::NotEqual => i128::from(left != right),
            BinaryOperator::Less => i128::from(left < right),
            BinaryOperator::LessOrEqual => i128::from(left <= right),
            BinaryOperator::Greater => i128::from(left > right),
            BinaryOperator::GreaterOrEqual => i128::from(left >= right),
            // Saturation is out of reach: the checker bounds every number far below.
            BinaryOperator::Add => left.saturating_add(right),
            BinaryOperator::Subtract => left.saturating_sub(right),
            BinaryOperator::Multiply => left.saturating_mul(right),
            BinaryOperator::Divide => left.checked_div_euclid(right).unwrap_or(0),
            BinaryOperator::Remainder => left.checked_rem_euclid(right).unwrap_or(0),
        }
    }
}

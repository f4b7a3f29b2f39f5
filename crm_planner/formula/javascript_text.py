"""The small pieces of JavaScript: figures and names as text, and the arithmetic on whole numbers a model calls.

No text made here holds a `<`, so that nothing in it can end the script element it stands in, and no name becomes code.
"""

import json
from collections.abc import Sequence

from crm_planner.money import RoundingMode

SAFE = 2**53
"""Whole numbers below this, and their sums and products while they stay below it, are exact in a plain Number."""

ARITHMETIC = """\
const halfUp=(n,d)=>0>n?-halfUp(-n,d):Math.floor((n+Math.floor(d/2))/d);
const halfEven=(n,d)=>{const q=Math.floor(n/d),r=n-q*d,s=d-r;return r>s||r===s&&q%2!==0?q+1:q};
const away=(n,d)=>n>0?Math.ceil(n/d):Math.floor(n/d);
const toward=(n,d)=>Math.trunc(n/d);
const ceiling=(n,d)=>Math.ceil(n/d);
const bigFloor=(n,d)=>0n>n%d?n/d-1n:n/d;
const bigHalfUp=(n,d)=>0n>n?-bigHalfUp(-n,d):(n+d/2n)/d;
const bigHalfEven=(n,d)=>{const q=bigFloor(n,d),r=n-q*d,s=d-r;return r>s||r===s&&q%2n!==0n?q+1n:q};
const bigAway=(n,d)=>n>0n?(n+d-1n)/d:-((d-1n-n)/d);
const bigToward=(n,d)=>n/d;
const bigCeiling=(n,d)=>-bigFloor(-n,d);
const bigLeast=(...several)=>several.reduce((one,other)=>one>other?other:one);
const bigMost=(...several)=>several.reduce((one,other)=>other>one?other:one);
const apart=(n,name)=>{if(n==0)throw new RangeError(`cell '${name}' divides by zero`);return n};
const ladder=(first,step,count)=>Array.from({length:count},(_,i)=>first+i*step);
const rowOf=(count,exceeds)=>{let low=0,i;while(count>low)exceeds(i=low+count>>1)?low=i+1:count=i;return low};
const row=(marks,n)=>rowOf(marks.length,i=>n>marks[i]);
const rowOver=(factors,marks,n,d)=>rowOf(marks.length,i=>n*factors[i]>d*marks[i]);
"""
"""Every function takes Numbers whose sums, with the divisor, are below SAFE, or BigInt throughout.

The quotient of two such Numbers is rounded to the nearest double, and yet its whole part is exact: where n/d is not
whole it is at least 1/d away from a whole number k, doubles around k lie at most k/2**52 apart, and k x d < 2**53.
"""

ROUNDED: dict[RoundingMode, str] = {
    RoundingMode.HALF_UP: "halfUp",
    RoundingMode.HALF_EVEN: "halfEven",
    RoundingMode.UP: "away",
    RoundingMode.DOWN: "toward",
}
"""The function that makes a quotient whole in each mode of rounding."""

_LADDER = 8
"""Figures at equal distances that are told as such, rather than one by one."""


def written(value: object) -> str:
    """`value` as JSON that can stand in a script: a line of ASCII without a `<`."""
    return json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")


def literal(number: int, *, big: bool) -> str:
    """A whole number, as a BigInt if `big`; one below 0 in parentheses."""
    text = f"{number}n" if big else str(number)
    return text if number >= 0 else f"({text})"


def several(numbers: Sequence[int], *, big: bool) -> str:
    """An array of whole numbers; one of equal distances in short."""
    step = numbers[1] - numbers[0] if len(numbers) >= _LADDER else 0
    if step and not big and all(n == numbers[0] + at * step for at, n in enumerate(numbers)):
        return f"ladder({numbers[0]},{step},{len(numbers)})"
    return f"[{','.join(literal(number, big=big) for number in numbers)}]"


def as_kind(code: str, *, big: bool, wanted: bool) -> str:
    """What is a BigInt (`big`) or a Number as the kind that is `wanted`; a literal is simply written so."""
    if big == wanted:
        return code
    if not wanted:
        return code.removesuffix("n") if code[:-1].isdigit() else f"Number({code})"
    return f"{code}n" if code.isdigit() else f"BigInt({code})"

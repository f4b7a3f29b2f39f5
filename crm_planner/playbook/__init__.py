"""The consultant's knowledge: taxes by date, rates, and the assumptions an estimate rests on."""

"""How far two coders agree, who read the same sources without seeing each other's records.

codings       what a coder read out: positions, and the terms of papers
units         pairs of codings that are about the same words
distance      how far apart two values of an issue were coded
alpha         Krippendorff's alpha, in exact fractions
agreement     percent agreement and alpha of the values by kind, and of other fields
"""

from negtrack.coding.agreement import FIELDS, Agreement, Difference, differences_of, measure
from negtrack.coding.alpha import METRICS, Alpha, Metric, alpha_of, difference_on, interval_alpha_of
from negtrack.coding.codings import Coder, Coding, codings_of
from negtrack.coding.units import Units, match_codings

__all__ = [
    "FIELDS",
    "METRICS",
    "Agreement",
    "Alpha",
    "Coder",
    "Coding",
    "Difference",
    "Metric",
    "Units",
    "alpha_of",
    "codings_of",
    "difference_on",
    "differences_of",
    "interval_alpha_of",
    "match_codings",
    "measure",
]

"""What the values of each kind look like, for questions and hints."""

from __future__ import annotations

KINDS = {
    "timing": "days after an event: immediately, at least 2 weeks",
    "duration": "6 weeks, 12..16 months",
    "quantity": "33, 700..1000",
    "percent": "46%, at most 25%",
    "ratio": "30:1, under 30:1",
    "money": "USD 1.3tn/year, at least EUR 300m",
    "date": "2024-04-10, at most 2035",
    "choice": "named outcomes, on a ladder or without order",
    "yes-no": "yes, no",
    "mandate": "what a delegation may agree to: none, refer-back, limited, sufficient, full",
    "text": "anything; never compared",
}

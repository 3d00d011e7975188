#!/usr/bin/env bash
# fastparquet reads the last day of the calendar as a day in 1816, without a word; DuckDB reads a wide decimal as a double.
#
# Versions: pyarrow 26.0.1, fastparquet 2026.9.0, pandas 3.1.1, duckdb 2.0.1, Python 3.11.
# Input: a Parquet file by pyarrow with a column of days (date32), one of instants in UTC and two of decimals, with nulls.
# Behaviour:
#   - fastparquet turns days into nanoseconds of 64 bits, which end in 2262, and lets them wrap: 9999-12-31, the usual
#     "until further notice", is read as 1816-03-29 and 0001-01-01 as 1754-08-30; the zone of an instant is dropped;
#     decimals become floats, and an amount of 20 digits loses the last three;
#   - DuckDB reads decimals of up to 38 digits exactly and those declared wider as doubles, whatever the numbers are.
# Consequence: an open end is null in an exported file, never a far day, and amounts are decimals of at most 38 digits.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/engines.py" <<'PYTHON'
"""Write one file with pyarrow, and read it with two other engines."""
import datetime
from decimal import Decimal

import duckdb
import fastparquet
import pyarrow as pa
import pyarrow.parquet as pq

day, utc = datetime.date, datetime.timezone.utc
amounts = [Decimal("0.1"), None, Decimal("12345678901234567.123")]
pq.write_table(
    pa.table(
        {
            "until": pa.array([day(2024, 3, 25), None, day(9999, 12, 31)], pa.date32()),
            "since": pa.array([day(2024, 3, 25), None, day(1, 1, 1)], pa.date32()),
            "recorded": pa.array([datetime.datetime(2024, 3, 25, 10, tzinfo=utc)] * 3, pa.timestamp("us", "UTC")),
            "amount": pa.array(amounts, pa.decimal128(38, 3)),
            "wide": pa.array(amounts, pa.decimal256(40, 3)),
        }
    ),
    "talks.parquet",
)
frame = fastparquet.ParquetFile("talks.parquet").to_pandas()
rows = duckdb.sql("select * from 'talks.parquet'")
for index, name in enumerate(rows.columns):
    print(f"{name}: fastparquet {', '.join(str(value) for value in frame[name])}")
    if name in ("amount", "wide"):
        print(f"{name}: duckdb {', '.join(repr(row[index]) for row in rows.fetchall())}")
PYTHON

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q pyarrow==26.0.1 fastparquet==2026.9.0 duckdb==2.0.1 pandas==3.1.1 2>"$work/pip.log" || { cat "$work/pip.log"; exit 1; }
cd "$work"
venv/bin/python engines.py | tee seen

diff seen - <<'STATED'
until: fastparquet 2024-03-25 00:00:00, NaT, 1816-03-29 05:56:08.066277376
since: fastparquet 2024-03-25 00:00:00, NaT, 1754-08-30 22:43:41.128654848
recorded: fastparquet 2024-03-25 10:00:00, 2024-03-25 10:00:00, 2024-03-25 10:00:00
amount: fastparquet 0.1, nan, 1.2345678901234568e+16
amount: duckdb Decimal('0.100'), None, Decimal('12345678901234567.123')
wide: fastparquet 0.1, nan, 1.2345678901234568e+16
wide: duckdb 0.1, None, 1.2345678901234568e+16
STATED
echo "as stated"

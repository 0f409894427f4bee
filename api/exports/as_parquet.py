"""Parquet: typed columns, row groups of some thousand rows, the label in the file's own metadata."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from api.exports.cells import Progress, Tally, silent
from api.exports.label import Label, NotAnExport, head_of, label_of, tail_of
from api.exports.spool import spooled
from api.exports.view import View, ViewColumn

GROUP = 5_000  # rows held at once
MARK = "socai:"

TYPES = {
    "text": pa.string(),
    "int": pa.int64(),
    "decimal": pa.decimal128(38, 9),
    "date": pa.date32(),
    "moment": pa.timestamp("us", tz="Asia/Ho_Chi_Minh"),
    "uuid": pa.string(),
    "bool": pa.bool_(),
    "texts": pa.list_(pa.string()),
}
READ: Mapping[str, Callable[[str], Any]] = {
    "decimal": Decimal,
    "date": date.fromisoformat,
    "moment": datetime.fromisoformat,
}


def chunks(view: View, progress: Progress = silent) -> Iterator[bytes]:
    """The file, once it is complete."""
    return spooled(partial(write, view, progress))


def write(view: View, progress: Progress, file: BinaryIO) -> None:
    """Writes group after group; memory is bounded by one group."""
    tally, group = Tally(), list[list[Any]]()
    schema = pa.schema([_field(column) for column in view.columns])
    described = {"title_vi": view.title_vi, "title_en": view.title_en, "unit": view.unit, "period": view.period}
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for row in tally.plain_rows(view, progress):
            group.append(row)
            if len(group) == GROUP:
                writer.write_batch(_batch(group, view.columns, schema))
                group.clear()
        if group:
            writer.write_batch(_batch(group, view.columns, schema))
        label = {MARK + name: value for name, value in (head_of(view) | tail_of(tally)).items()}
        writer.add_key_value_metadata({**described, **label})


def read(file: BinaryIO) -> Label:
    """The label of a Parquet file. Raises: NotAnExport."""
    file.seek(0)
    try:
        stored = pq.read_metadata(file).metadata or {}
    except pa.ArrowException:
        raise NotAnExport("label") from None
    texts = {name.decode(): value.decode() for name, value in stored.items() if name.startswith(MARK.encode())}
    return label_of({name.removeprefix(MARK): value for name, value in texts.items()})


def _field(column: ViewColumn) -> Any:
    return pa.field(column.key, TYPES[column.type], metadata={"vi": column.label_vi, "en": column.label_en})


def _batch(rows: list[list[Any]], columns: tuple[ViewColumn, ...], schema: Any) -> Any:
    arrays = []
    for column, cells in zip(columns, zip(*rows, strict=True), strict=True):
        read_cell = READ.get(column.type)
        values = [None if value is None or read_cell is None else read_cell(value) for value in cells]
        arrays.append(pa.array(values if read_cell else cells, TYPES[column.type]))
    return pa.record_batch(arrays, schema)

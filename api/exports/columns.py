"""Columns of a view from those of a projection: keys, names and types as they are declared there."""

from collections.abc import Iterable, Mapping

from api.exports.view import ViewColumn
from projections.declaration import Projection

# Columns beside a form: their keys begin with "_", and they have no column number where forms number their columns.
FILE = ViewColumn("_stream", "Mã hồ sơ", "File", "uuid")
STOPPED = ViewColumn("_stopped", "Đã dừng cập nhật", "Stopped", "bool")

TYPES: Mapping[str, str] = {
    "int8": "int",
    "text": "text",
    "bool": "bool",
    "date": "date",
    "timestamptz": "moment",
    "uuid": "uuid",
    "int8[]": "texts",
    "text[]": "texts",
    "uuid[]": "texts",
}


def view_columns(projection: Projection, names: Iterable[str]) -> tuple[ViewColumn, ...]:
    """The columns of these names, in this order."""
    known = {column.name: column for column in projection.columns}
    return tuple(
        ViewColumn(name, known[name].called.vi, known[name].called.en, TYPES[known[name].sql]) for name in names
    )

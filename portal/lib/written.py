"""Statements whose SQL is put together once.

Django takes longer to put together a question for one row than the database takes to answer it. What nearly every
request asks, and what every comment writes, is therefore compiled once in each process, and afterwards only the values
in it change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar, cast

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.sql import UpdateQuery

M = TypeVar("M", bound=Model)


class Question(NamedTuple):
    """As the database is asked: the SQL, the values in it, the fields it answers, and what makes Python of them."""

    sql: str
    values: tuple[Any, ...]
    names: list[str]
    converters: Any
    compiler: Any


class OneRow(Generic[M]):
    """A question for the one row of a model that a value names.

    Args:
        ask: makes the queryset for a value, which stands in it once; without relations, annotations and order.
        sample: a value of the kind that is asked for, equal to nothing else in the question.
    """

    def __init__(self, ask: Callable[[Any], QuerySet[M]], sample: Any) -> None:
        self._ask, self._sample = ask, sample

    def get(self, value: Any) -> M | None:
        """The row, or None; what the queryset defers is deferred."""
        question = self._question
        with connection.cursor() as cursor:
            cursor.execute(question.sql, [value if one == self._sample else one for one in question.values])
            row = cursor.fetchone()
        if row is None:
            return None
        if question.converters:
            (row,) = question.compiler.apply_converters([row], question.converters)
        return cast(M, question.compiler.query.model.from_db(connection.alias, question.names, row))

    @cached_property
    def _question(self) -> Question:
        compiler = self._ask(self._sample).query.get_compiler(connection.alias)
        sql, values = compiler.as_sql()
        columns = [column for column, _sql, _alias in compiler.select]
        names = [column.target.attname for column in columns]
        return Question(sql, tuple(values), names, compiler.get_converters(columns), compiler)


class OneUpdate:
    """An UPDATE of the rows that a few values name.

    Args:
        rows: makes the queryset for the values, each of which stands in it once.
        changes: as for `QuerySet.update`.
        samples: values of the kinds that are given, each equal to nothing else in the statement.
    """

    def __init__(self, rows: Callable[..., QuerySet[Any]], changes: dict[str, Any], *samples: Any) -> None:
        self._rows, self._changes, self._samples = rows, changes, samples

    def run(self, *values: Any) -> int:
        """Change them; how many they were."""
        sql, sampled = self._statement
        given = dict(zip(self._samples, values, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(sql, [given.get(one, one) for one in sampled])
            return int(cursor.rowcount)

    @cached_property
    def _statement(self) -> tuple[str, tuple[Any, ...]]:
        query: Any = self._rows(*self._samples).query.chain(UpdateQuery)
        query.add_update_values(self._changes)
        sql, values = query.get_compiler(connection.alias).as_sql()
        return sql, tuple(values)


class NewRows(Generic[M]):
    """An INSERT into the table of a model; of a child model, into its own half.

    Args:
        model: whose rows; none of its fields may need a placeholder of its own.
    """

    def __init__(self, model: type[M]) -> None:
        self._model = model

    def add(self, row: M) -> Any:
        """Store one row, and say which key it was given."""
        with connection.cursor() as cursor:
            cursor.execute(f"{self._insert} {self._one} RETURNING {self._key}", self._values(row))
            return cursor.fetchone()[0]

    def add_all(self, rows: Sequence[M]) -> None:
        """Store some, in one statement; they are not told their keys."""
        values = [value for row in rows for value in self._values(row)]
        with connection.cursor() as cursor:
            cursor.execute(f"{self._insert} {', '.join([self._one] * len(rows))}", values)

    def _values(self, row: M) -> list[Any]:
        return [field.get_db_prep_save(field.pre_save(row, True), connection) for field in self._fields]

    @cached_property
    def _fields(self) -> list[Any]:
        meta = self._model._meta
        return [field for field in meta.local_concrete_fields if field is not meta.auto_field]

    @cached_property
    def _insert(self) -> str:
        quote = connection.ops.quote_name
        columns = ", ".join(quote(field.column) for field in self._fields)
        return f"INSERT INTO {quote(self._model._meta.db_table)} ({columns}) VALUES"

    @cached_property
    def _one(self) -> str:
        return f"({', '.join(['%s'] * len(self._fields))})"

    @cached_property
    def _key(self) -> str:
        return connection.ops.quote_name(str(self._model._meta.pk.column))

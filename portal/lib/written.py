"""Questions whose SQL is put together once.

Django takes longer to put together a question for one row than the database takes to answer it. What nearly every
request asks is therefore compiled once in each process, and afterwards only the value in it changes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar, cast

from django.db import connection
from django.db.models import Model, QuerySet

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

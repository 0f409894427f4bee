"""Shapes of data that many acts share."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from domain.kernel.data import Count, Data, Id, Moment, Part, Personal, Text, Word
from domain.states.parts import AccusedPerson, Issuer

Persons = Annotated[tuple[Id, ...], Field(min_length=1, max_length=500)]


class Own(Data):
    """A decision of the procuracy."""

    number: Word | None = None  # of the decision; the day is that of occurred_at


class Supervised(Data):
    """An act of another agency, entered by an officer of the procuracy."""

    issuer: Issuer


class OwnOnAccused(Own):
    """A decision of the procuracy on accused persons of the case."""

    accused: Persons
    others: Count | None = None  # further accused whom the source counts without naming

    @property
    def persons(self) -> tuple[UUID, ...]:
        """The accused named."""
        return self.accused


class SupervisedOnAccused(Supervised):
    """An act of another agency on accused persons of the case."""

    accused: Persons
    others: Count | None = None  # further accused whom the source counts without naming

    @property
    def persons(self) -> tuple[UUID, ...]:
        """The accused named."""
        return self.accused


class SupervisedOnSome(Supervised):
    """An act of another agency on the case, or on some of its accused only."""

    accused: Annotated[tuple[Id, ...], Field(max_length=500)] = ()  # empty: the whole case
    others: Count | None = None

    @property
    def persons(self) -> tuple[UUID, ...]:
        """The accused named."""
        return self.accused


class OwnOnSome(Own):
    """A decision of the procuracy on the case, or on some of its accused only."""

    accused: Annotated[tuple[Id, ...], Field(max_length=500)] = ()  # empty: the whole case
    others: Count | None = None

    @property
    def persons(self) -> tuple[UUID, ...]:
        """The accused named."""
        return self.accused


class OrderAnswered(Own):
    """A decision of the procuracy on an order or decision that another agency laid before it."""

    order: Issuer  # the document answered
    received_at: Moment | None = None  # when the file came in


class OrderRefused(OrderAnswered):
    """The procuracy does not approve what another agency laid before it."""

    reason: Text


class SupervisedNaming(Supervised):
    """An act of another agency that may bring persons into the case."""

    accused: Annotated[tuple[AccusedPerson, ...], Field(min_length=1, max_length=500)]
    facts: Text | None = None

    @property
    def persons(self) -> tuple[UUID, ...]:
        """The persons named, known to the case or new."""
        return tuple(entry.person for entry in self.accused)


class Delivered(Data):
    """When another agency's act reached the procuracy. Mixed into a shape of a supervised act."""

    sent_at: Moment | None = None
    received_at: Moment | None = None


class Deceased(Part):
    """A person who died, and of what."""

    person: Id
    cause: Personal[Text] = None

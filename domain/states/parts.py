"""Parts that several acts and states share."""

from typing import Literal

from domain.kernel.data import Code, Count, CrimeClass, Day, Flagged, Id, Part, Personal, Text, Word


class Charge(Part):
    """An offence by article and clause of the Penal Code."""

    code: Code = "BLHS-2015"  # BLHS-1999, BLHS-2015
    article: Word  # "174"
    clause: Word | None = None
    point: Word | None = None
    offence: Word  # official name, Vietnamese
    crime_class: CrimeClass | None = None  # None: clause not known, so the class cannot be fixed


class Issuer(Part):
    """The other agency whose act is recorded, and its document."""

    agency: Word
    number: Word | None = None
    issued_on: Day | None = None
    signer: Word | None = None  # official
    title: Word | None = None


class Person(Part):
    """A person in the file, pseudonymous; what identifies stands outside the signed bytes."""

    person: Id
    label: Word  # "bị can 1"
    name: Personal[Word] = None
    birth_date: Personal[Day] = None
    birth_year: Personal[Count] = None
    sex: Personal[Literal["female", "male"]] = None
    identity_number: Personal[Word] = None
    nationality: Personal[Word] = None
    address: Personal[Text] = None
    occupation: Personal[Text] = None


class Party(Person):
    """A natural or legal person who takes part in the proceedings and is not accused."""

    role: Literal["informant", "denounced", "victim", "civil_party", "witness", "counsel", "representative", "other"]
    legal_person: Flagged = False
    agency: Word | None = None  # when the informant is an agency: not personal


class AccusedPerson(Person):
    """A person as named by a decision on an accused."""

    count: Count = 1  # above 1: a group that the file does not itemise
    juvenile: Flagged = False  # under 18 at the time of the act
    legal_person: Flagged = False
    charges: tuple[Charge, ...] = ()

"""What can go wrong between the acts and what people read.

ProjectionError
    BadDeclaration      a projection is declared in a way that cannot stand
    OutOfOrder          an act does not follow the one folded before it
    BadAct              stored bytes cannot be read as an act
    LedgerReplaced      the tables speak of acts that this ledger does not hold: it was replaced by another one, or by
    an older copy
    DeclarationsDiffer  the tables were built from other declarations than the ones of this program
    RowsDiffer          stored rows are not the ones that were written
    PositionMissing     the ledger has a hole: acts were taken out of it
    NotYet              a position was asked for that the projections have not reached
"""

from uuid import UUID


class ProjectionError(Exception):
    pass


class BadDeclaration(ProjectionError):
    def __init__(self, name: str, why: str) -> None:
        super().__init__(name, why)
        self.name, self.why = name, why


class OutOfOrder(ProjectionError):
    def __init__(self, stream: UUID, expected: int, found: int) -> None:
        super().__init__(stream, expected, found)
        self.stream, self.expected, self.found = stream, expected, found  # versions


class BadAct(ProjectionError):
    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class LedgerReplaced(ProjectionError):
    def __init__(self, tracked: int, size: int) -> None:
        super().__init__(tracked, size)
        self.tracked = tracked  # position up to which the tables were built
        self.size = size  # acts in the ledger; when not below `tracked`, the act at `tracked` is another one

    def __str__(self) -> str:
        if self.size < self.tracked:
            return f"the projections stand at position {self.tracked}, the ledger holds {self.size} acts"
        return f"the act at position {self.tracked} is not the one that was projected"


class DeclarationsDiffer(ProjectionError):
    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(names)
        self.names = names


class RowsDiffer(ProjectionError):
    def __init__(self, projection: str, written: int, found: int) -> None:
        super().__init__(projection, written, found)
        self.projection = projection
        self.written, self.found = written, found  # open rows that should be there and that are

    def __str__(self) -> str:
        return f"{self.projection}: {self.written} open rows were written, {self.found} are found"


class PositionMissing(ProjectionError):
    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


class NotYet(ProjectionError):
    def __init__(self, asked: int, reached: int) -> None:
        super().__init__(asked, reached)
        self.asked, self.reached = asked, reached  # positions

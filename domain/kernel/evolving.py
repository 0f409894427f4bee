"""Frozen values that are changed by making another one.

`dataclasses.replace` runs the constructor over every member; a case has forty and an act changes it several times, so
folding a history was mostly that. A copy of the members costs a tenth.
"""

from typing import Any, Self

_new, _put = object.__new__, object.__setattr__  # looked up for every act


class Evolving:
    """Mixed into frozen dataclasses without slots."""

    def evolved(self, **changes: Any) -> Self:
        """This value with some members changed. Raises: TypeError for a name that is none of its members."""
        members = self.__dict__
        changed = members | changes
        if len(changed) != len(members):
            raise TypeError(f"{type(self).__name__} has no {sorted(changes.keys() - members.keys())}")
        after = _new(type(self))
        _put(after, "__dict__", changed)  # the class is frozen; a dict made whole is half of the cost
        return after

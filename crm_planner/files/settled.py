"""Which price book lies over which catalog, and in which order: what each extends, then itself, and no two at odds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.overlay import in_both
from crm_planner.catalog.price_book import WrittenBook
from crm_planner.errors import DataError
from crm_planner.files.price_books import PriceList, id_of, laid_over
from crm_planner.letters import nearest, one_of
from crm_planner.problem import Problem, quoted

Elsewhere = Callable[[], Iterable[PriceList]]
"""Where that is looked for which a book extends and which is not at hand."""


class Settled(NamedTuple):
    """Catalogs with every price book over them, each sound book alone over what it extends, and what is wrong.

    The last two are by the file of the book.
    """

    catalogs: tuple[WrittenCatalog, ...]
    alone: Mapping[str, WrittenCatalog]
    problems: Mapping[str, Sequence[Problem]]


def settle(catalogs: Iterable[WrittenCatalog], books: Iterable[WrittenBook], elsewhere: Elsewhere) -> Settled:
    """Lay every book over its catalog: first those it extends, beside each other only what nothing else changes.

    What is not at hand is taken from `elsewhere`. What is wrong is found for all books at once.
    """
    settling = _Settling(catalogs, elsewhere)
    for written in books:
        settling.add(written)
    return settling.settled()


class _Settling:
    """Catalogs and books by id while they are laid over each other."""

    def __init__(self, catalogs: Iterable[WrittenCatalog], elsewhere: Elsewhere) -> None:
        self.catalogs = {written.catalog.id: written for written in catalogs}
        self.books: dict[str, WrittenBook] = {}
        self.elsewhere = elsewhere
        self.alone: dict[str, WrittenCatalog] = {}
        self.problems: dict[str, list[Problem]] = {}

    def add(self, written: WrittenBook) -> None:
        """Take a book in, unless its id means something else already."""
        name = written.book.id
        other = self.catalogs.get(name) or self.books.get(name)
        if other is None:
            self.books[name] = written
            return
        said = f'the id "{name}" is already used by {other.source.place(("id",))}'
        self._say(written, "ID005", said, "Choose another", "id")

    def settled(self) -> Settled:
        own = list(self.books)
        chains = {name: chain for name in own if (chain := self._chain(name))}
        for chain in chains.values():
            self._lay_alone(chain)
        sound = [name for name in chains if name in self.alone]
        self._clashes(sound, chains)
        if not self.problems:
            for name in sorted(sound, key=lambda one: len(chains[one])):
                self._lay_with_others(name, chains[name][-1])
        alone = {self.books[name].file: self.alone[name] for name in sound}
        return Settled(tuple(self.catalogs.values()), alone, self.problems)

    def _chain(self, name: str) -> list[str]:
        """The book, what it extends and so on, down to the catalog; nothing if that leads nowhere."""
        chain = [name]
        while (below := self.books[chain[-1]].book.extends) not in self.catalogs:
            if below in chain:
                said = f"price books in a circle: {' -> '.join([*chain, below])}"
                self._say(self.books[name], "OVL002", said, "Let one of them extend a catalog")
                return []
            if below not in self.books and not self._fetch(below):
                if len(chain) == 1:
                    self._say(self.books[name], "OVL001", *self._unknown(below))
                return []
            if below in self.books:
                chain.append(below)
        return [*chain, below]

    def _fetch(self, name: str) -> bool:
        """Whether what is called so is found elsewhere; it is at hand from now on."""
        found = next((one for one in self.elsewhere() if id_of(one) == name), None)
        if isinstance(found, WrittenBook):
            self.books[name] = found
        elif found is not None:
            self.catalogs[name] = found
        return found is not None

    def _unknown(self, name: str) -> tuple[str, str]:
        known = dict.fromkeys([*self.catalogs, *map(id_of, self.elsewhere()), *self.books])
        near = nearest(name, known)
        hint = f'Did you mean "{near}"?' if near else f"There are {one_of(known)}"
        return f"there is no catalog {quoted(name)}", hint

    def _say(self, written: WrittenBook, code: str, said: str, hint: str, key: str = "extends") -> None:
        problem = Problem(written.source.place((key,)), code, said, hint)
        self.problems.setdefault(written.file, []).append(problem)

    def _lay_alone(self, chain: list[str]) -> None:
        """Lay the book over what it extends, that first; one that extends a wrong one is not judged."""
        name, below = chain[:2]
        if below in self.books and below not in self.alone:
            self._lay_alone(chain[1:])
        lower = self.alone.get(below) if below in self.books else self.catalogs[below]
        if name not in self.alone and lower is not None:
            laid = self._laid(self.books[name], lower)
            self.alone |= {} if laid is None else {name: laid}

    def _laid(self, book: WrittenBook, below: WrittenCatalog) -> WrittenCatalog | None:
        try:
            return laid_over(book, below)
        except DataError as error:
            found = [problem for problem in error.problems if isinstance(problem, Problem)]
            known = self.problems.setdefault(book.file, [])
            known += [problem for problem in found if problem not in known]
        return None

    def _clashes(self, names: Iterable[str], chains: Mapping[str, list[str]]) -> None:
        """Two books beside each other may not change the same thing: which of them holds would be chance."""
        for one, other in combinations(names, 2):
            if one in chains[other] or other in chains[one] or chains[one][-1] != chains[other][-1]:
                continue
            lower, upper = self.alone[one].source, self.alone[other].source
            for first, second in in_both(lower, upper):
                there, here = lower.place(first), upper.place(second)
                said = f"the price book {one} changes this too ({there}), and neither lies over the other"
                problem = Problem(here, "OVL003", said, f"Write extends: {one} here if this one holds")
                self.problems.setdefault(self.books[other].file, []).append(problem)

    def _lay_with_others(self, name: str, catalog: str) -> None:
        below, alone = self.catalogs[catalog], self.alone[name]
        if alone.books[:-1] == below.books:
            self.catalogs[catalog] = alone
        elif (laid := self._laid(self.books[name], below)) is not None:
            self.catalogs[catalog] = laid

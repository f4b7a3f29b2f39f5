"""Not everything at once: the tasks of a roll-out in phases, done once for each wave of users."""

from collections.abc import Iterator, Mapping

from crm_planner.plan.outline import Outlined, bridged
from crm_planner.playbook.work_breakdown import After, RollOut, TaskTemplate
from crm_planner.text import Text


def in_waves(
    tasks: tuple[Outlined, ...], templates: Mapping[str, TaskTemplate], waves: int, roll_out: RollOut
) -> tuple[Outlined, ...]:
    """The same tasks, those done for each wave as often as there are waves.

    The first wave is as without waves, pilot included. A later one begins when the one before is live; what comes
    after a wave waits for the last. Tasks of later waves have the number of the wave at the end: 7.2.2.
    """
    repeated = {task.id for task in tasks if templates[task.template].each_wave}
    if waves == 1 or not repeated:
        return tasks
    return tuple(_Waves(tasks, templates, repeated, waves, roll_out).tasks())


class _Waves:
    def __init__(
        self,
        tasks: tuple[Outlined, ...],
        templates: Mapping[str, TaskTemplate],
        repeated: set[str],
        waves: int,
        roll_out: RollOut,
    ) -> None:
        self.outline, self.templates, self.repeated = tasks, templates, repeated
        self.waves, self.roll_out = waves, roll_out
        self.before = {task.id: self._before(task.id) for task in tasks}
        needed = {name for one in repeated for name in self.before[one]}
        self.inside = {task.id for task in tasks if task.id in needed - repeated and self.before[task.id] & repeated}
        self.last = [name for name in sorted(repeated) if not any(name in self.before[one] for one in repeated)]

    def _before(self, name: str) -> set[str]:
        """Every task this one waits for, at once or later."""
        after = {task.id: [one.task for one in task.after] for task in self.outline}
        found, waiting = set[str](), [name]
        while waiting:
            new = set(after[waiting.pop()]) - found
            found |= new
            waiting += new
        return found

    def tasks(self) -> Iterator[Outlined]:
        for task in self.outline:
            if task.id not in self.repeated:
                yield task._replace(after=tuple(self._after_all(task)))
                continue
            for wave in range(1, self.waves + 1):
                yield self._of_wave(task, wave)

    def _after_all(self, task: Outlined) -> Iterator[After]:
        """What comes after the waves waits for each; what stands between the tasks of the first, for that one."""
        for one in task.after:
            yield one
            if one.task in self.repeated and task.id not in self.inside:
                yield from (_to(one, self._id(one.task, wave)) for wave in range(2, self.waves + 1))

    def _of_wave(self, task: Outlined, wave: int) -> Outlined:
        after = task.after if wave == 1 else tuple(self._after(task, wave))
        called = self._called(task.name, wave)
        return task._replace(id=self._id(task.id, wave), name=called, after=after, wave=wave, waves=self.waves)

    def _after(self, task: Outlined, wave: int) -> Iterator[After]:
        """In a later wave: its own tasks, else the end of the wave before. What is done once is done by then."""
        there = [one.id for one in self.outline if one.id not in self.inside]
        own = [one for one in bridged(task.after, there, self.templates) if one.task in self.repeated]
        yield from (_to(one, self._id(one.task, wave)) for one in own)
        if not own:
            yield from (After(task=self._id(one, wave - 1), lag=self.roll_out.lag) for one in self.last)

    def _id(self, name: str, wave: int) -> str:
        return name if wave == 1 else f"{name}.{wave}"

    def _called(self, name: Text, wave: int) -> Text:
        languages = dict.fromkeys((*name.by_language, *self.roll_out.called.by_language))
        said = {
            language: self.roll_out.called.in_language(language)
            .replace("{wave}", str(wave))
            .replace("{task}", name.in_language(language))
            for language in languages
        }
        return Text(said)


def _to(link: After, task: str) -> After:
    return link.model_copy(update={"task": task})

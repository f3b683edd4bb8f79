"""What has to be said of a run besides its figures, in words, with what can be done."""

from dataclasses import dataclass

from designer.graph.problems import Severity
from designer.session.run import Run, RunState
from designer.ui.translate import tr


@dataclass(frozen=True, slots=True)
class RunMessage:
    """A message and which buttons it offers."""

    severity: Severity
    title: str
    text: str = ""
    can_stop: bool = False
    can_resume: bool = False


def message_of(run: Run, bad_step: int | None) -> RunMessage | None:
    """Return what has to be said of *run*; None where its figures say it all.

    Args:
        bad_step: the first step whose loss was no number.
    """
    match run.state:
        case RunState.FAILED:
            return RunMessage(
                Severity.ERROR,
                tr("Training failed"),
                _failure_words(run),
                can_resume=_has_checkpoint(run),
            )
        case RunState.KILLED:
            text = tr("{why} Resume goes on from the last checkpoint.", why=_sentence(run.message))
            return RunMessage(
                Severity.ERROR, tr("The engine of this run is gone"), text, can_resume=True
            )
        case _ if bad_step is not None:
            return _bad_loss(run, bad_step)
        case RunState.STOPPED:
            text = tr("Its weights are kept. Resume goes on from the last checkpoint.")
            return RunMessage(Severity.HINT, tr("Stopped"), text, can_resume=True)
        case RunState.EARLY_STOPPED:
            return RunMessage(
                Severity.HINT,
                tr("Stopped early, as EarlyStopping was set"),
                run.message or tr("The watched value did not improve any more."),
            )
        case _:
            return None


def _bad_loss(run: Run, step: int) -> RunMessage:
    text = tr(
        "From step {step} on the loss is no number, and the model cannot learn any more. Most "
        "often the learning rate is too high (try a tenth of it), the inputs are not scaled (put "
        "Normalization or Rescaling behind the Input), or the data holds missing values. The "
        "callback TerminateOnNaN stops such a run by itself.",
        step=f"{step:,}",
    )
    return RunMessage(
        Severity.WARNING, tr("The loss is no number (NaN)"), text, can_stop=not run.state.over
    )


def _failure_words(run: Run) -> str:
    words = [_sentence(run.message)]
    words += [_sentence(f"{p.title}: {p.text}" if p.text else p.title) for p in run.problems]
    return " ".join(dict.fromkeys(word for word in words if word))


def _has_checkpoint(run: Run) -> bool:
    return any((run.folder / "checkpoints").glob("*"))


def _sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in ".!?" else f"{text}."

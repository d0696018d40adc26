"""The recognition engine: RapidOCR, its models run in less than 1 GB."""

import ctypes
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

BATCH = 12
"""Lines that are recognised together."""
THREADS = 2
HALF = np.float32(0.5)
MMAP_THRESHOLD = -3
"""The number of the setting (``M_MMAP_THRESHOLD`` of malloc.h)."""
LARGE = 4 << 20
"""Bytes of a block of memory that goes back to the system when it is free."""


class _Settings(dict[str, Any]):
    """Settings of a model, one of them an object, which the engine's own settings do not hold."""

    @property
    def engine_type(self) -> Any:
        """The runtime that the model is for."""
        return self["engine_type"]


@cache
def engine() -> Any:
    """Return the engine that finds lines and recognises them, one for each process."""
    _load_silent_runtime()
    _return_large_blocks()
    import rapidocr

    made = rapidocr.RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.max_side_len": 4000,  # so that a page at 216 dpi, 2,526 pixels high, is not scaled down
            "Rec.rec_batch_num": BATCH,
            "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
        }
    )
    models = Path(rapidocr.__file__).parent / "models"
    made.text_det = _detector(_Settings(made.cfg.Det, session=_finding_session(models)))
    return made


def _load_silent_runtime() -> None:
    """Import onnxruntime with its telemetry off: by default it reports each session and stores a device id."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read once, while the library loads
    import onnxruntime

    onnxruntime.disable_telemetry_events()  # where another package imported it before


def _return_large_blocks() -> None:
    """Have the C library return what is free: glibc keeps ever larger blocks, 300 MB after the first page."""
    with suppress(AttributeError, OSError, TypeError):  # another C library
        ctypes.CDLL(None).mallopt(MMAP_THRESHOLD, LARGE)


def _finding_session(models: Path) -> Any:
    """Return the model that finds lines, which takes memory for each layer when it needs it: 500 MB for a page of A4.

    A pool would keep 100 MB more, the runtime's plan for a size that comes again takes 200 MB more, and its own layout of
    tensors copies each of them. The model that recognises lines needs little, and is as the engine makes it.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = min(THREADS, os.cpu_count() or 1)
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    (model,) = models.glob("*_det_*.onnx")
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _detector(given: Any) -> Any:
    """Return the detector of lines, which makes of a page what its model takes without a copy of twice that size."""
    from rapidocr.ch_ppocr_det.main import TextDetector
    from rapidocr.ch_ppocr_det.utils import DetPreProcess

    class Preparation(DetPreProcess):
        def __call__(self, image: Any) -> Any:
            scaled = self.resize(image)
            if scaled is None:
                return None
            made = np.empty((1, 3, *scaled.shape[:2]), np.float32)
            np.multiply(scaled.transpose(2, 0, 1), np.float32(self.scale), out=made[0])
            made -= HALF
            made /= HALF
            return made

    class Detector(TextDetector):
        def get_preprocess(self) -> Any:
            return Preparation(given["limit_side_len"], given["limit_type"])

    return Detector(given)

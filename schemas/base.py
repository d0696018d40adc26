"""The ground every model stands on."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen value: unknown fields and numbers that JSON cannot write (infinity, NaN) are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

"""The ground every model stands on."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen value: unknown fields are refused, nothing is changed after it is made."""

    model_config = ConfigDict(frozen=True, extra="forbid")

"""How the keys of a table are made out."""

from __future__ import annotations

import attrs
import pytest

from overload.config.keys import Key, Shape, keys_of_shape
from overload.config.shapes import SHAPES
from overload.model import DeloadChoice, Place


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.value.__name__)
def test_every_field_is_a_key_or_known_otherwise(shape: Shape) -> None:
    """A field of the model is set by a key, by the heading of its table, or left to who reads the rest of it."""
    by_keys = {key.field for key in keys_of_shape(shape).values()}
    fields = {field.name for field in attrs.fields(shape.value) if field.init}
    assert by_keys | shape.without | ({shape.heading} - {""}) == fields


def test_a_key_of_no_field_is_refused() -> None:
    """A key for a field that the model does not have is a slip of ours, told when the program starts."""
    with pytest.raises(TypeError, match="every_wek"):
        Shape(DeloadChoice, {"every_wek": Key()})


def test_what_the_model_says_is_not_said_again() -> None:
    """A key with neither kind nor check is what the model's field says: its name, its type, whether it is needed."""
    keys = keys_of_shape(Shape(Place, {}))
    assert keys["pull_up_bar"].kind is bool
    assert not keys["pull_up_bar"].is_needed
    assert keys["id"].is_needed

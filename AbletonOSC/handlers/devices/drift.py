"""Drift: its modulation matrix and voices, choices by number beside a list of what there is. LOM class DriftDevice."""

from ...lom.spec import Handler, ListOf, ro, rw

DRIFT = ("DriftDevice",)
CHOICES = (
    ("mod_matrix_filter_source_1", "Source 1 of the filter's modulation"),
    ("mod_matrix_filter_source_2", "Source 2 of the filter's modulation"),
    ("mod_matrix_lfo_source", "Source of the LFO's modulation"),
    ("mod_matrix_pitch_source_1", "Source 1 of the pitch's modulation"),
    ("mod_matrix_pitch_source_2", "Source 2 of the pitch's modulation"),
    ("mod_matrix_shape_source", "Source of the shape's modulation"),
    ("mod_matrix_source_1", "Source 1 of the matrix"),
    ("mod_matrix_source_2", "Source 2 of the matrix"),
    ("mod_matrix_source_3", "Source 3 of the matrix"),
    ("mod_matrix_target_1", "Target 1 of the matrix"),
    ("mod_matrix_target_2", "Target 2 of the matrix"),
    ("mod_matrix_target_3", "Target 3 of the matrix"),
    ("voice_count", "Number of voices"),
    ("voice_mode", "How voices are used"),
)


class DriftRows(Handler):
    """What only Drift has."""

    properties = tuple(row for name, text in CHOICES for row in (
        rw(f"{name}_index", int, f"{text}, in its list.", 0, of=DRIFT),
        ro(f"{name}_list", ListOf(str), f"{text}: what there is.", listen=False, of=DRIFT)))

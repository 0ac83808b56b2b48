"""Simpler's sample: its markers and slices, in samples."""

from ..classes import LiveObject, behaviour

NO_SLICE = "There is no slice at that time"
TAKEN = "There is already a slice at that time"
OUTSIDE = "The time is outside of the sample"
SAMPLE_RATE = 44100
SECONDS_PER_BEAT = 0.5


@behaviour("Sample")
class SampleBehaviour(LiveObject):
    """Slices made by hand; a sample at 120 BPM."""

    def initialise(self):
        """The whole sample, in one piece."""
        super().initialise()
        self.values.setdefault("length", SAMPLE_RATE)
        self.values.update(sample_rate=float(SAMPLE_RATE), start_marker=0, end_marker=self.values["length"],
                           slices=(0,), gain=0.4)

    def check_time(self, time):
        """Raises for what is not within the sample."""
        if not 0 <= time < self.values["length"]:
            raise RuntimeError(OUTSIDE)

    def change_slices(self, slices):
        """In order of time."""
        self.store("slices", tuple(sorted(slices)))

    def call_insert_slice(self, time):
        """A new slice begins there."""
        self.check_time(time)
        if time in self.values["slices"]:
            raise RuntimeError(TAKEN)
        self.change_slices(self.values["slices"] + (time,))

    def call_remove_slice(self, time):
        """The slice before goes on."""
        if time not in self.values["slices"]:
            raise RuntimeError(NO_SLICE)
        self.change_slices(each for each in self.values["slices"] if each != time)

    def call_move_slice(self, old_time, new_time):
        """Where the slice begins then; it stays where another one is in the way."""
        if old_time not in self.values["slices"]:
            raise RuntimeError(NO_SLICE)
        self.check_time(new_time)
        if new_time in self.values["slices"]:
            return old_time
        self.change_slices([each for each in self.values["slices"] if each != old_time] + [new_time])
        return new_time

    def call_clear_slices(self):
        """None is left."""
        self.change_slices(())

    def call_reset_slices(self):
        """One from the start."""
        self.change_slices((0,))

    def call_beat_to_sample_time(self, beat_time):
        """In samples."""
        return beat_time * SECONDS_PER_BEAT * SAMPLE_RATE

    def call_sample_to_beat_time(self, sample_time):
        """In beats."""
        return sample_time / SAMPLE_RATE / SECONDS_PER_BEAT

    def call_gain_display_string(self):
        """As for clips: 0.4 is 0 dB, forty times what is above."""
        return "{:.1f} dB".format(40 * (self.values["gain"] - 0.4))

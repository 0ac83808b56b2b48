"""Controller 7 of channel N is the volume of track N; note 0 of channel N fires its first clip, lit while it plays."""
import Live

VOLUME, FIRST_SLOT = 7, 0
CONTROLLER, NOTE_ON = 176, 144
CHANNELS = 8


def is_alive(live_object):
    nothing = None  # which a deleted object equals, without being it
    return live_object != nothing


class FaderBox:
    def __init__(self, c_instance):
        self.c_instance = c_instance
        self.song = c_instance.song()
        self.listened = []
        self.song.add_tracks_listener(self.tracks_changed)
        self.tracks_changed()
        print("Fader Box is here")

    def tracks_changed(self):
        self.forget_tracks()
        for channel, track in enumerate(self.song.tracks[:CHANNELS]):
            def show(channel=channel, track=track):
                self.show_playing(channel, track)
            track.add_playing_slot_index_listener(show)
            self.listened.append((track, show))
        self.c_instance.request_rebuild_midi_map()

    def forget_tracks(self):
        for track, listener in self.listened:
            if is_alive(track) and track.playing_slot_index_has_listener(listener):
                track.remove_playing_slot_index_listener(listener)
        self.listened = []

    def show_playing(self, channel, track):
        self.c_instance.send_midi((NOTE_ON + channel, FIRST_SLOT, 127 if track.playing_slot_index == FIRST_SLOT else 0))

    def build_midi_map(self, midi_map_handle):
        for channel, track in enumerate(self.song.tracks[:CHANNELS]):
            Live.MidiMap.map_midi_cc(midi_map_handle, track.mixer_device.volume, channel, VOLUME,
                                     Live.MidiMap.MapMode.absolute, True)
            Live.MidiMap.forward_midi_note(self.c_instance.handle(), midi_map_handle, channel, FIRST_SLOT)

    def receive_midi(self, midi_bytes):
        status, note, velocity = midi_bytes
        if status & 0xF0 == NOTE_ON and velocity:
            self.song.tracks[status & 0x0F].clip_slots[note].fire()

    def disconnect(self):
        self.forget_tracks()
        self.song.remove_tracks_listener(self.tracks_changed)
        self.c_instance.log_message("Fader Box says good-bye")

    def update_display(self):
        pass

    def refresh_state(self):
        pass

    def connect_script_instances(self, instances):
        pass

    def can_lock_to_devices(self):
        return False

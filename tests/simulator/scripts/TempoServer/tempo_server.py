"""An accept thread, and a thread for each client. Reads happen there; changes wait for update_display."""
import queue
import socket
import threading

ACCEPT_SECONDS = 1.0
ports = []


class TempoServer:
    """Its port is chosen once: a second instance can only bind it when the first one's accept() has returned."""

    def __init__(self, c_instance):
        self.c_instance = c_instance
        self.song = c_instance.song()
        self.tasks = queue.Queue()
        self.running = True
        self.server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.server.bind(("127.0.0.1", ports[0] if ports else 0))
        self.server.listen(5)
        self.server.settimeout(ACCEPT_SECONDS)
        ports[:] = [self.server.getsockname()[1]]
        self.start_thread(self.accept)

    def start_thread(self, target, *given):
        threading.Thread(target=target, args=given, daemon=True).start()

    def accept(self):
        self.c_instance.log_message("listening on {}".format(ports[0]))
        while self.running:
            try:
                client = self.server.accept()[0]
            except OSError:
                continue
            self.c_instance.show_message("a client")
            self.start_thread(self.serve, client)

    def serve(self, client):
        with client, client.makefile("rw") as stream:
            for line in stream:
                stream.write("{}\n".format(self.answer(line.split())))
                stream.flush()

    def answer(self, words):
        if words == ["tempo"]:
            return self.song.tempo
        if words == ["tracks"]:
            return " ".join(track.name for track in self.song.tracks)
        done = queue.Queue()
        self.tasks.put((words, done))
        return done.get(timeout=10.0)

    def run(self, words):
        if words[0] == "tempo":
            self.song.tempo = float(words[1])
            return self.song.tempo
        import Live
        Live.Simulator.reset()
        return "soon"

    def update_display(self):
        while not self.tasks.empty():
            words, done = self.tasks.get()
            done.put(self.run(words))

    def disconnect(self):
        self.running = False
        self.server.close()

    def __getattr__(self, name):
        if name.startswith("_") or name in ("call_listeners", "receive_midi_chunk"):
            raise AttributeError(name)
        return lambda *given: None

/* Custom module of Open Stage Control for mixer_and_clips.json: Ableton Live through AbletonOSC.

   open-stage-control --load mixer_and_clips.json --custom-module mixer_and_clips.js --send 127.0.0.1:11000 --osc-port 11001

   A control sends on the address with `set`, and Live answers on the one with `get`: this file makes one of both, asks
   Live to tell each change, and lights the clips that play. */

const HOST = '127.0.0.1', PORT = 11000
const SCENES = 8

/* What the controls of the session show. A * is every track, those that come later too. */
const LISTEN = [
    '/live/song/start_listen/{tempo,is_playing}',
    '/live/track/*/start_listen/{name,volume,panning,mute,solo,output_meter_level,playing_slot_index}',
    '/live/clip_slot/*/*/start_listen/has_clip',
    '/live/clip/*/*/start_listen/name',
    '/live/scene/*/start_listen/name'
]

/* A button shows 1 and 0; it does not know true and false. */
const WISH = '/live/api/client/set/booleans_as_ints'

const playing = {}  // the slot that plays, by track

function subscribe() {
    send(HOST, PORT, WISH, 1)
    for (const address of LISTEN) send(HOST, PORT, address)
}

function lightClips(track) {
    for (let scene = 0; scene < SCENES; scene++) {
        receive(HOST, PORT, `/live/clip_slot/${track}/${scene}/fire`, playing[track] === scene ? 1 : 0)
    }
}

module.exports = {

    init: function() {
        app.on('sessionOpened', subscribe)
    },

    /* From Live to the screen. */
    oscInFilter: function(data) {
        const value = data.args.length ? data.args[0].value : undefined
        const parts = data.address.split('/')  // '', 'live', 'track', '3', 'get', 'volume'

        if (data.address === '/live/startup') {
            subscribe()  // Live has opened another Set, or has been started again.
        } else if (data.address.endsWith('/get/playing_slot_index')) {
            playing[parts[3]] = value
            lightClips(parts[3])
        } else if (data.address.endsWith('/get/has_clip') && !value) {
            receive(HOST, PORT, `/live/clip/${parts[3]}/${parts[4]}/get/name`, '')
        } else if (/\/get\/(volume|panning|mute|solo|tempo|is_playing)$/.test(data.address)) {
            data.address = data.address.replace('/get/', '/set/')
        }
        return data
    },

    /* From the screen to Live. */
    oscOutFilter: function(data) {
        if (/\/(fire|stop_all_clips)$/.test(data.address)) {
            data.args = []  // not the 1 or 0 of the button
            const parts = data.address.split('/')
            if (parts[2] === 'clip_slot') lightClips(parts[3])  // lit by what Live plays, not by the finger
        }
        return data
    }
}

"""What is kept in Redis or Valkey, and how it survives a crash.

The commit point of every decision is ONE command that carries the whole record: `XADD` to a watch's journal with an
explicit id. Its number is the watch's generation, so the same command refuses whoever decided on an older one.
Everything else is an index that is rebuilt from the records. A server that dies in the middle of a log write
loses a suffix of commands, never half of a record.

    ww:{WATCH}:journal      stream   one report per entry, ids 1-0, 2-0, … (`journal.py`)
    ww:{WATCH}:…            indexes of the journal (`history.py`)
    ww:documents            stream   fetched pages on their way to the judge (`documents.py`)
    ww:trace:URLKEY         string   what was decided for a page that matched nothing, for seven days (`traces.py`)
    ww:server               string   run id of the server that was last reconciled (`connection.py`)
"""

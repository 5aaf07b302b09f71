#!/bin/sh
# Written by the plugin host, and deleted with the plugin.
self=$0
while [ -h "$self" ]; do
    link=$(readlink "$self")
    case $link in
        /*) self=$link ;;
        *) self=$(dirname "$self")/$link ;;
    esac
done
exec "$(dirname "$self")/host" run ${id} "$@"

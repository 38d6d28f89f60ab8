#!/bin/sh
# Lives some days of a server's life: life.sh KEYTURN FIRST LAST SERIALS, the days as seconds since 1970; run it under
# faketime(1), whose clock it sets.
#
# Each day at noon "keyturn renew" runs on a clock that says so; whenever it does something, what it says is printed, and
# what is live then is added to SERIALS. The live chain must be one that "openssl verify" accepts on its first day and on
# its last, and so on every day between.
keyturn=$1 first=$2 last=$3 serials=$4
live=$KEYTURN_STORE/live
preload=$LD_PRELOAD
unset LD_PRELOAD

# The chain of the generation $1 on the day $2.
verify() {
    folder=$KEYTURN_STORE/$1
    openssl verify -x509_strict -purpose sslserver -attime "$2" -CAfile "$folder/root.pem" "$folder/identity.pem" \
        > /dev/null 2> "$serials.refused" || { echo "$1 on $2: refused: $(cat "$serials.refused")"; exit 1; }
}

note() {
    for name in root identity; do
        # The issuer's key, the number, and which certificate it is.
        echo "$(openssl x509 -in "$live/root.pem" -noout -pubkey | openssl sha256 -r | cut -c1-16)" \
            "$(openssl x509 -in "$live/$name.pem" -noout -serial -fingerprint -sha256 | tr '\n' ' ')" >> "$serials"
    done
}

note
now=$(readlink "$live")
verify "$now" "$first"
seq -f '@%.0f' "$first" 86400 "$last" | date -u -f - '+%s %F %T' | {
    while read -r day date time; do
        said=$(LD_PRELOAD=$preload FAKETIME="@$date $time" "$keyturn" renew --config "$KEYTURN_CONFIG" 2>&1)
        status=$?
        case $status,$said in
        "0,Nothing is due"*) ;;
        *)
            echo "$date: status $status: $(echo "$said" | grep -e '^due:' -e '^keyturn:' -e '^Written' | tr '\n' ' ')"
            [ "$day" = "$first" ] || verify "$now" $((day - 86400))
            now=$(readlink "$live")
            verify "$now" "$day"
            note
            ;;
        esac
    done
    verify "$now" "$last"
}

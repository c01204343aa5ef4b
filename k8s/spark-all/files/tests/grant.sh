#!/bin/sh
# Runs a grant against an installed suite, from the registration of an integration to its deletion, with nothing but BusyBox and curl.
#
#   AUTH_URL, POLICY_URL, KEYCLOAK_URL   where the services are
#   ISSUER, REALM                        what they are known by
#   PLATFORM_SECRET                      of Keycloak's client spark-platform
#   KEYCLOAK_CA                          a file with the authority of Keycloak's certificate, or nothing
#   PERSON, PERSON_PASSWORD              who is asked on the pages; nobody when empty
#   SCOPE                                what they are asked for
set -eu
umask 077

dir=$(mktemp -d)
callback=https://grant-test.invalid/callback
# The pair of RFC 7636, appendix B.
verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk
challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM
scope=${SCOPE:-spark:people_read}
integration=
newline='
'

leave() {
  result=$?
  trap - EXIT
  if [ -n "$integration" ]; then
    curl --silent --output "$dir/gone" --max-time 20 --request DELETE --header "@$dir/platform" "$AUTH_URL/v1/integrations/$integration" || true
  fi
  rm -rf "$dir"
  exit "$result"
}
trap leave EXIT
trap 'exit 130' INT TERM

fail() {
  echo "FAIL $1" >&2
  exit 1
}

# The beginning of an answer, in one line.
short() {
  printf %s "$1" | tr -s '\r\n\t ' ' ' | cut -c 1-300
}

# Why curl had no answer.
reason() {
  sed -n '$p' "$dir/reason"
}

# call WHAT STATUS CURL-ARGUMENTS: asks, and expects that status. The answer is in $body; it is shown only when it is no success.
call() {
  what=$1 expected=$2
  shift 2
  answer=$(curl --silent --show-error --max-time 20 --write-out '\n%{http_code}' "$@" 2>"$dir/reason") || fail "$what: $(reason)"
  status=${answer##*"$newline"}
  body=${answer%"$newline"*}
  case $status in
    "$expected") echo "ok   $what" ;;
    2??) fail "$what: answered $status and not $expected" ;;
    *) fail "$what: answered $status and not $expected: $(short "$body")" ;;
  esac
}

# member NAME: a string of the JSON in $body; slashes may be escaped in it.
member() {
  printf %s "$body" | sed -n 's/.*"'"$1"'" *: *"\([^"]*\)".*/\1/p' | sed 's,\\/,/,g;q'
}

# says WHAT PATTERN: the answer, without blanks, matches it.
says() {
  printf %s "$body" | tr -d ' \n' | grep -q "$2" || fail "$1"
}

bearer() {
  printf 'Authorization: Bearer %s' "$2" >"$dir/$1"
}

# decided WHAT PATTERN: asks again until the decision says so; what one service says reaches the other by events.
decided() {
  tries=0
  while :; do
    body=$(curl --silent --show-error --max-time 20 --header "@$dir/platform" --header 'Content-Type: application/json' \
      --data "@$dir/question" "$POLICY_URL/access/v1/evaluation" 2>"$dir/reason") || fail "$1: $(reason)"
    if printf %s "$body" | tr -d ' \n' | grep -q "$2"; then
      echo "ok   $1"
      return
    fi
    tries=$((tries + 1))
    [ "$tries" -lt 30 ] || fail "$1: $(short "$body")"
    sleep 1
  done
}

# origin ADDRESS: its scheme, host and port.
origin() {
  printf %s "$1" | sed 's,^\([a-z]*://[^/]*\).*,\1,'
}

# visit ADDRESS CURL-ARGUMENTS: what a browser does, until there is a page (in $dir/page) or it is sent back to the integration ($at).
visit() {
  at=$1
  shift
  hops=0
  while :; do
    # A jar for each origin: curl sends 8 KB of cookies and no more, and on one host all ports have the same.
    jar=$dir/cookies-$(origin "$at" | tr ':/' '--')
    seen=$(curl --silent --show-error --max-time 20 --cookie "$jar" --cookie-jar "$jar" --output "$dir/page" \
      --write-out '%{http_code} %{redirect_url}' "$@" "$at" 2>"$dir/reason") || fail "${at%%\?*}: $(reason)"
    set --
    case $seen in
      30*) at=${seen#* } ;;
      200*) return ;;
      *) fail "${at%%\?*} answered ${seen%% *}" ;;
    esac
    case $at in "$callback"*) return ;; esac
    hops=$((hops + 1))
    [ "$hops" -lt 20 ] || fail "sent around in circles at ${at%%\?*}"
  done
}

# Where Keycloak's page wants what is typed into it, or nothing when it is another page.
login() {
  tr '\n' ' ' <"$dir/page" | sed -n 's/.*id="kc-form-login"[^>]*action="\([^"]*\)".*/\1/p' | sed 's/&amp;/\&/g'
}

# parameter NAME: of the address that the browser was sent to.
parameter() {
  printf %s "$at" | sed -n 's/.*[?&]'"$1"'=\([^&]*\).*/\1/p'
}

# --- What everybody may ask.
call 'auth-service says who it is' 200 --retry 20 --retry-delay 3 --retry-all-errors "$AUTH_URL/.well-known/openid-configuration"
[ "$(member issuer)" = "$ISSUER" ] || fail "the issuer is $(member issuer) and not $ISSUER"
call 'auth-service shows its keys' 200 "$AUTH_URL/v1/jwks"
says 'there is no key to sign with' '"kty":"EC"'
call 'scope-policy-service knows the catalog' 200 "$POLICY_URL/v1/scopes/spark:all"
call 'it judges a selection' 200 --header 'Content-Type: application/json' --data '{"scopes": ["spark:all", "spark:people_read"]}' \
  "$POLICY_URL/v1/scope-selections"
says 'spark:all and what it covers went together' 'redundant_with_aggregate'

# --- The platform signs in at Keycloak, and registers an integration.
printf %s "$PLATFORM_SECRET" >"$dir/secret"
call 'Keycloak knows the platform' 200 ${KEYCLOAK_CA:+--cacert "$KEYCLOAK_CA"} --data grant_type=client_credentials \
  --data client_id=spark-platform --data-urlencode "client_secret@$dir/secret" "$KEYCLOAK_URL/realms/$REALM/protocol/openid-connect/token"
bearer platform "$(member access_token)"
call 'an integration is registered' 201 --header "@$dir/platform" --header 'Content-Type: application/json' \
  --data '{"name": "Grant test", "redirect_uris": ["'"$callback"'"], "scopes": ["'"$scope"'"], "client_type": "confidential",
    "token_endpoint_auth_method": "client_secret_post"}' "$AUTH_URL/v1/integrations"
integration=$(member id)
client=$(member client_id)
member client_secret | tr -d '\n' >"$dir/client"

# as CLIENT: what it says with each request of its own.
set -- --data "client_id=$client" --data-urlencode "client_secret@$dir/client"
printf '{"subject": {"type": "user", "id": "nobody"}, "action": {"name": "%s"}, "resource": {"type": "account", "id": "nobody"},
  "context": {"client_id": "%s"}}' "$scope" "$client" >"$dir/question"
decided 'scope-policy-service has heard of it, and says that nobody agreed' '"reason":"no_consent"'

# --- It speaks for itself.
call 'it gets a token of its own' 200 "$@" --data grant_type=client_credentials "$AUTH_URL/v1/access_token"
member access_token | tr -d '\n' >"$dir/token"
call 'the platform asks about that token' 200 --header "@$dir/platform" --data-urlencode "token@$dir/token" "$AUTH_URL/v1/introspect"
says 'the token is not active' '"active":true'
call 'the token is revoked' 200 "$@" --data-urlencode "token@$dir/token" "$AUTH_URL/v1/revoke"
call 'the platform asks again' 200 --header "@$dir/platform" --data-urlencode "token@$dir/token" "$AUTH_URL/v1/introspect"
says 'a revoked token is active' '"active":false'
call 'a request for a grant is pushed' 201 "$@" --data response_type=code --data-urlencode "redirect_uri=$callback" \
  --data-urlencode "scope=$scope" --data state=grant-test --data "code_challenge=$challenge" --data code_challenge_method=S256 "$AUTH_URL/v1/par"
request=$(member request_uri)

# --- A person grants it.
if [ -n "${PERSON:-}" ]; then
  visit "$ISSUER/v1/authorize" --get --data "client_id=$client" --data-urlencode "request_uri=$request"
  [ -n "$(login)" ] || fail 'nobody was asked to sign in'
  printf %s "$PERSON_PASSWORD" >"$dir/secret"
  # A realm with organizations asks for the name first, and for the password on the next page.
  for _ in name password; do
    form=$(login)
    [ -n "$form" ] || break
    visit "$form" --data-urlencode "username=$PERSON" --data-urlencode "password@$dir/secret"
    refusal=$(tr -s '\n ' ' ' <"$dir/page" | sed -n 's/.*kc-feedback-text[^>]*> *\([^<]*\)<.*/\1/p')
    [ -z "$refusal" ] || fail "Keycloak does not let the person in: $(short "$refusal")"
  done
  case $at in "$callback"*) fail "the person was not asked to agree: $(parameter error)" ;; esac
  grep -q 'name="challenge"' "$dir/page" || fail "the person was not asked to agree, at ${at%%\?*}"
  echo 'ok   a person signs in and is asked'
  sed -n 's/.*<input type="hidden" name="\([^"]*\)" value="\([^"]*\)">.*/\1=\2/p' "$dir/page" >"$dir/hidden"
  form=$(sed -n 's/.*<form id="answer" method="post" action="\([^"]*\)".*/\1/p' "$dir/page")
  case $form in /*) form=$(origin "$at")$form ;; esac
  saved=$*
  set --
  while IFS= read -r field; do set -- "$@" --data-urlencode "$field"; done <"$dir/hidden"
  visit "$form" "$@" --data decision=accept --header "Origin: $(origin "$form")"
  # shellcheck disable=SC2086 # An id and the name of a file: nothing in them is split or expanded.
  set -- $saved
  [ -n "$(parameter code)" ] || fail "the integration got no code but $(parameter error)"
  [ "$(parameter state)" = grant-test ] || fail 'the state is another one'
  echo 'ok   the person agrees, and the integration gets a code'

  call 'the code is worth tokens' 200 "$@" --data grant_type=authorization_code --data "code=$(parameter code)" \
    --data-urlencode "redirect_uri=$callback" --data "code_verifier=$verifier" "$AUTH_URL/v1/access_token"
  member refresh_token | tr -d '\n' >"$dir/refresh"
  printf '{"subject": {"type": "user", "id": "the token says"}, "action": {"name": "%s"}, "resource": {"type": "account", "id": "own"},
    "context": {"token": "%s"}}' "$scope" "$(member access_token)" >"$dir/question"
  decided 'scope-policy-service lets the token in' '"decision":true'
  call 'the grant is revoked' 200 "$@" --data-urlencode "token@$dir/refresh" "$AUTH_URL/v1/revoke"
  call 'refreshing is over' 400 "$@" --data grant_type=refresh_token --data-urlencode "refresh_token@$dir/refresh" "$AUTH_URL/v1/access_token"
  decided 'scope-policy-service lets the token in no more' '"decision":false'
else
  echo 'skip nobody is asked on the pages: there is no person (tests.personSecret)'
fi

call 'the integration is deleted' 204 --request DELETE --header "@$dir/platform" "$AUTH_URL/v1/integrations/$integration"
integration=
echo 'The grant works.'

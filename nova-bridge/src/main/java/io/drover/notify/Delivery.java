package io.drover.notify;

import java.util.Optional;

/** One request to the receiver: its body, and what signs it. */
record Delivery(byte[] body, Optional<String> signature) {}

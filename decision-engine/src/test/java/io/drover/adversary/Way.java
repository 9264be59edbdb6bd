package io.drover.adversary;

/** How an agent with the fleet key and a user of its own may lie to the others. */
enum Way {
    /** It lies to nobody. */
    HONEST("none"),
    /** It says that it is idle and has all room, bids for everything and says yes to every award. */
    EMPTY("always empty"),
    /** It says that it is hot, calls again and again, and awards nothing. */
    HOT("always hot"),
    /** It tells a third of its load, so it takes what it can get, and gives nothing. */
    TAKER("takes, never gives"),
    /** It bids for everything, offers what it has, and refuses every award and attempt. */
    REFUSER("refuses every award"),
    /** It calls each second, and lets go what it has locked a second later. */
    FLOOD("floods");

    final String words;

    Way(String words) {
        this.words = words;
    }
}

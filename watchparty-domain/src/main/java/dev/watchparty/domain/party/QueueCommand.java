package dev.watchparty.domain.party;

import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyEvent.ItemFollowed;
import dev.watchparty.domain.party.PartyEvent.ItemMoved;
import dev.watchparty.domain.party.PartyEvent.ItemRemoved;
import dev.watchparty.domain.party.PartyEvent.ItemSuggested;
import dev.watchparty.domain.party.PartyEvent.ItemsAdded;
import dev.watchparty.domain.party.PartyEvent.LoopChanged;
import dev.watchparty.domain.party.PartyEvent.NextVoted;
import dev.watchparty.domain.party.PartyEvent.QueueShuffled;
import dev.watchparty.domain.party.PartyEvent.SkipVoted;
import dev.watchparty.domain.party.PartyEvent.SuggestionAccepted;
import dev.watchparty.domain.party.PartyEvent.SuggestionDeclined;
import dev.watchparty.domain.party.Proceedings.Suggestion;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Loop;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Queue;
import dev.watchparty.domain.playback.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Commands about what is played, and what comes after it. */
public sealed interface QueueCommand extends PartyCommand {

    /** Puts {@code items}, whose ids are new, into the queue. */
    record AddItems(UserId actor, List<PlaylistItem> items, Place place) implements QueueCommand {

        public static final int ITEMS_MAX = 50;

        /** Where to. */
        public enum Place {
            NEXT,
            LAST
        }

        public AddItems {
            items = List.copyOf(items);
            if (items.isEmpty() || items.size() > ITEMS_MAX) {
                throw new IllegalArgumentException("items must be 1 to " + ITEMS_MAX + ", but are " + items.size());
            }
        }

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOf(actor, Action.QUEUE);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            Queue queue = party.queue();
            if (queue.size() + items.size() > Queue.ITEMS_MAX) return Decision.rejected(new Rejection.QueueFull());
            int at = place == Place.NEXT ? Math.min(queue.index() + 1, queue.size()) : queue.size();
            return Decision.accepted(new ItemsAdded(actor, items, at));
        }
    }

    /** Takes {@code item} out. If it is the current one, the one after it plays in its place, if this one played. */
    record RemoveItem(UserId actor, ItemId item, Duration lead) implements QueueCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = refusalOfEdit(party, actor, item);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            if (!party.queue().isCurrent(item)) {
                return Decision.accepted(new ItemRemoved(actor, item, party.timeline()));
            }
            boolean isRunning = party.timeline().isPlaying() || party.isHeld();
            boolean goesOn = isRunning && !party.queue().upcoming().isEmpty();
            Timeline timeline = goesOn
                    ? party.timeline().play(Position.START, now.plus(lead))
                    : party.timeline().pause(Position.START);
            return new Decision.Accepted(party.afterHold(now, new ItemRemoved(actor, item, timeline)));
        }
    }

    /** Moves {@code item} to {@code place}, counted from 0. */
    record MoveItem(UserId actor, ItemId item, int place) implements QueueCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = refusalOfEdit(party, actor, item);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            Queue queue = party.queue();
            if (place < 0 || place >= queue.size()) {
                return Decision.rejected(new Rejection.NoSuchPlace(queue.size() - 1));
            }
            return queue.withMoved(item, place).equals(queue)
                    ? Decision.NOTHING
                    : Decision.accepted(new ItemMoved(actor, item, place));
        }
    }

    /**
     * Shuffles what comes after the current item.
     *
     * @param seed where the new order comes from: the same seed, the same order
     */
    record Shuffle(UserId actor, long seed) implements QueueCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOf(actor, Action.QUEUE);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            Queue queue = party.queue();
            if (queue.upcoming().size() < 2) return Decision.NOTHING;
            Stream<PlaylistItem> upcoming =
                    queue.upcoming().stream().sorted(Comparator.comparingLong(item -> lot(item.id())));
            List<ItemId> order = Stream.concat(queue.items().subList(0, queue.index() + 1).stream(), upcoming)
                    .map(PlaylistItem::id)
                    .collect(Collectors.toUnmodifiableList());
            return Decision.accepted(new QueueShuffled(actor, order));
        }

        /** What {@code item} draws: the seed and the id, mixed as by SplitMix64 (Steele, Lea, Flood, 2014). */
        private long lot(ItemId item) {
            long mixed = seed
                    + item.value().getMostSignificantBits() * 31
                    + item.value().getLeastSignificantBits();
            mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
            return mixed ^ (mixed >>> 31);
        }
    }

    /** Chooses what follows the end of an item. */
    record SetLoop(UserId actor, Loop loop) implements QueueCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOf(actor, Action.QUEUE);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            return party.queue().loop() == loop ? Decision.NOTHING : Decision.accepted(new LoopChanged(actor, loop));
        }
    }

    /** Proposes {@code item}, whose id is new. */
    record Suggest(UserId actor, PlaylistItem item) implements QueueCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOf(actor, Action.SUGGEST);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            List<Suggestion> waiting = party.proceedings().suggestions();
            if (waiting.size() >= Proceedings.SUGGESTIONS_MAX) {
                return Decision.rejected(new Rejection.TooManySuggestions(Proceedings.SUGGESTIONS_MAX));
            }
            long own = waiting.stream()
                    .filter(suggestion -> suggestion.by().equals(actor))
                    .count();
            return own < Proceedings.SUGGESTIONS_EACH_MAX
                    ? Decision.accepted(new ItemSuggested(actor, item))
                    : Decision.rejected(new Rejection.TooManySuggestions(Proceedings.SUGGESTIONS_EACH_MAX));
        }
    }

    /** Puts the suggested {@code item} at the end of the queue. */
    record AcceptSuggestion(UserId actor, ItemId item) implements QueueCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOf(actor, Action.QUEUE);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            Optional<Suggestion> suggestion = party.proceedings().suggestion(item);
            if (suggestion.isEmpty()) return Decision.rejected(new Rejection.UnknownSuggestion(item));
            if (party.queue().size() == Queue.ITEMS_MAX) return Decision.rejected(new Rejection.QueueFull());
            return Decision.accepted(new SuggestionAccepted(
                    actor, suggestion.get().item(), party.queue().size()));
        }
    }

    /** Does without the suggested {@code item}; who suggested it may always take it back. */
    record DeclineSuggestion(UserId actor, ItemId item) implements QueueCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Suggestion> suggestion = party.proceedings().suggestion(item);
            boolean isOwn = suggestion.filter(own -> own.by().equals(actor)).isPresent();
            Optional<Rejection> refusal =
                    isOwn ? party.refusalOfTakingPart(actor) : party.refusalOf(actor, Action.QUEUE);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            return suggestion.isPresent()
                    ? Decision.accepted(new SuggestionDeclined(actor, item))
                    : Decision.rejected(new Rejection.UnknownSuggestion(item));
        }
    }

    /** Votes for what is next, now. With enough votes it plays. */
    record VoteToSkip(UserId actor, Duration lead) implements QueueCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOfTakingPart(actor);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            Optional<PlaylistItem> next = party.chosenNext();
            if (next.isEmpty()) return Decision.rejected(new Rejection.NoNextItem());
            boolean isNew = !party.proceedings().ballot().skip().contains(actor);
            SkipVoted vote = new SkipVoted(actor);
            Party counted = isNew ? vote.applyTo(party) : party;
            List<PartyEvent> events = new ArrayList<>();
            if (isNew) events.add(vote);
            // Also where this vote is an old one: people may have gone since, and the rest be enough.
            if (counted.votesToSkip() >= counted.votesNeededToSkip()) {
                Timeline.Playing timeline = party.timeline().play(Position.START, now.plus(lead));
                events.addAll(party.afterHold(now, new ItemFollowed(next.get().id(), timeline)));
            }
            return new Decision.Accepted(events);
        }
    }

    /** Votes for {@code item} to come next. */
    record VoteForNext(UserId actor, ItemId item) implements QueueCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOfTakingPart(actor);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            if (party.queue().find(item).isEmpty() || party.queue().isCurrent(item)) {
                return Decision.rejected(new Rejection.UnknownItem(item));
            }
            return item.equals(party.proceedings().ballot().next().get(actor))
                    ? Decision.NOTHING
                    : Decision.accepted(new NextVoted(actor, item));
        }
    }

    private static Optional<Rejection> refusalOfEdit(Party party, UserId actor, ItemId item) {
        return party.refusalOf(actor, Action.QUEUE)
                .or(() -> party.queue().find(item).isEmpty()
                        ? Optional.of(new Rejection.UnknownItem(item))
                        : Optional.empty());
    }
}

package dev.watchparty.adapter.web;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;

import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.Parties;
import java.util.List;
import java.util.stream.Stream;

/** Who may give which command while the policy is the usual one: the same over REST and over sockets. */
public final class RoleTable {

    /** Somebody in the party to whom others do things, and who said and suggested something. */
    public static final Participant EVE = Parties.guest(5);

    /** Whoever tries each command: one of each role, and somebody who is not in the party. */
    public static final List<Participant> PEOPLE = List.of(HOST, CO_HOST, VIEWER, STRANGER);

    private static final List<Row> ROWS = List.of(
            row("{'type':'play'}", HOST, CO_HOST),
            row("{'type':'pause'}", HOST, CO_HOST),
            row("{'type':'seek','position':1}", HOST, CO_HOST),
            row("{'type':'skip'}", HOST, CO_HOST),
            row("{'type':'rate','rate':1.5}", HOST, CO_HOST),
            row("{'type':'schedule','at_ms':1767272400000}", HOST, CO_HOST),
            row("{'type':'ready-check'}", HOST, CO_HOST),
            row("{'type':'queue-add','items':[CLIP]}", HOST, CO_HOST),
            row("{'type':'queue-remove','clip_id':'SECOND'}", HOST, CO_HOST),
            row("{'type':'queue-move','clip_id':'SECOND','place':0}", HOST, CO_HOST),
            row("{'type':'queue-shuffle'}", HOST, CO_HOST),
            row("{'type':'loop','loop':'all'}", HOST, CO_HOST),
            row("{'type':'accept-suggestion','clip_id':'SUGGESTED'}", HOST, CO_HOST),
            row("{'type':'decline-suggestion','clip_id':'SUGGESTED'}", HOST, CO_HOST),
            row("{'type':'delete-message','message_id':'MESSAGE'}", HOST, CO_HOST),
            row("{'type':'suggest','item':CLIP}", HOST, CO_HOST, VIEWER),
            row("{'type':'chat','message':'hi'}", HOST, CO_HOST, VIEWER),
            row("{'type':'reaction','emoji':'😂'}", HOST, CO_HOST, VIEWER),
            row("{'type':'vote-skip'}", HOST, CO_HOST, VIEWER),
            row("{'type':'vote-next','clip_id':'SECOND'}", HOST, CO_HOST, VIEWER),
            row("{'type':'wait-for-me','wait':false}", HOST, CO_HOST, VIEWER),
            row("{'type':'status','ready':true}", HOST, CO_HOST, VIEWER),
            row("{'type':'role','user_id':'EVE','role':'co-host'}", HOST),
            row("{'type':'transfer-host','user_id':'EVE'}", HOST),
            row("{'type':'kick','user_id':'EVE'}", HOST),
            row("{'type':'kick','user_id':'EVE','ban':true}", HOST),
            row("{'type':'unban','user_id':'EVE'}", HOST),
            row("{'type':'mute','user_id':'EVE'}", HOST),
            row("{'type':'unmute','user_id':'EVE'}", HOST));

    private RoleTable() {}

    private static Row row(String command, Participant... allowed) {
        return new Row(command, List.of(allowed));
    }

    public static Stream<Row> rows() {
        return ROWS.stream();
    }

    /** What is in the party where a command is tried: ids, but for {@code clip}, which is an object. */
    public record Things(String clip, String second, String suggested, String message) {}

    /** A command, and who of {@link #PEOPLE} may give it, in their order. */
    public record Row(String command, List<Participant> allowed) {

        public Row {
            allowed = List.copyOf(allowed);
        }

        /** The command as a JSON object that means {@code things}; {@code more} begins with a comma, or is empty. */
        public String json(Things things, String more) {
            String open = command.substring(0, command.length() - 1).replace('\'', '"');
            return (open + more + "}")
                    .replace("CLIP", things.clip())
                    .replace("SECOND", things.second())
                    .replace("SUGGESTED", things.suggested())
                    .replace("MESSAGE", things.message())
                    .replace("EVE", EVE.user().value().toString());
        }

        @Override
        public String toString() {
            return command;
        }
    }
}

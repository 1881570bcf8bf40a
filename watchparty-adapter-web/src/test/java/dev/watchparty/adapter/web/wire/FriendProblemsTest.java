package dev.watchparty.adapter.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.friend.FriendRejection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FriendProblemsTest {

    private static Stream<FriendRejection> rejections() {
        return Stream.of(
                new FriendRejection.Oneself(),
                new FriendRejection.NoRequest(),
                new FriendRejection.NothingToUndo(),
                new FriendRejection.TooManyRequests(),
                new FriendRejection.TooManyFriends(),
                new FriendRejection.TheirFriendsTooMany());
    }

    @Test
    void there_is_one_for_each_rejection() {
        assertThat(rejections().<Class<?>>map(FriendRejection::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(FriendRejection.class.getPermittedSubclasses());
        assertThat(rejections().map(rejection -> FriendProblems.of(rejection).message()))
                .doesNotHaveDuplicates();
    }
}

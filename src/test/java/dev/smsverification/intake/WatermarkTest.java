package dev.smsverification.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class WatermarkTest {

    private final List<Boolean> told = new ArrayList<>();
    private final Watermark watermark = new Watermark(3, 1, told::add);

    @Test
    void saysOnceThatThereIsEnough() {
        rise(4);

        assertThat(told).containsExactly(true);
        assertThat(watermark.full()).isTrue();
    }

    @Test
    void saysOnceThatThereIsRoomAgain() {
        rise(3);
        fall(3);

        assertThat(told).containsExactly(true, false);
        assertThat(watermark.full()).isFalse();
    }

    @Test
    void staysFullUntilThereIsReallyRoom() {
        rise(3);
        fall(1);
        rise(1);

        assertThat(told).containsExactly(true);
    }

    @Test
    void saysNothingBelow() {
        rise(2);
        fall(2);

        assertThat(told).isEmpty();
    }

    @Test
    void countsWeights() {
        watermark.rise(3);
        watermark.fall(2);

        assertThat(told).containsExactly(true, false);
    }

    @Test
    void isFullWhereTheMarksComeDownBelowTheLevel() {
        watermark.move(6, 3);
        rise(4);
        List<Boolean> before = List.copyOf(told);

        watermark.move(4, 2);

        assertThat(before).isEmpty();
        assertThat(told).containsExactly(true);
    }

    @Test
    void hasRoomWhereTheMarksGoUpAboveTheLevel() {
        rise(3);

        watermark.move(6, 3);

        assertThat(told).containsExactly(true, false);
    }

    private void rise(int times) {
        for (int n = 0; n < times; n++) {
            watermark.rise(1);
        }
    }

    private void fall(int times) {
        for (int n = 0; n < times; n++) {
            watermark.fall(1);
        }
    }
}

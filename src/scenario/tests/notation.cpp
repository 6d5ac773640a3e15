#include "scenario/notation.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

TEST(Height, IsReadWithItsDatum) {
  Height h;
  EXPECT_EQ(read_height("60 m agl", h), "");
  EXPECT_EQ(h.height_m, 60.0);
  EXPECT_EQ(h.datum, Datum::agl);
  EXPECT_EQ(read_height("10 km msl", h), "");
  EXPECT_EQ(h.height_m, 10e3);
  EXPECT_EQ(h.datum, Datum::msl);
  EXPECT_EQ(read_height("-20 m hae", h), "");
  EXPECT_EQ(h.height_m, -20.0);
  EXPECT_EQ(h.datum, Datum::hae);
}

TEST(Height, WithoutDatumOrUnitIsRefused) {
  Height h{7.0, Datum::hae};
  for (const char* text : {"60 m", "60", "60 agl", "m agl", "agl", "", "60 m AGL", "60 parsecs agl",
                           "60 kg agl", "nan m agl", "60 km agl", "-600 m msl"})
    EXPECT_NE(read_height(text, h), "") << text;
  EXPECT_EQ(h.height_m, 7.0) << "what is refused changes nothing";
}

TEST(Height, GoesToTheEllipsoidByGroundAndUndulation) {
  const SmoothEarth earth{876.9, 36.9, 4.0 / 3.0};
  EXPECT_DOUBLE_EQ((Height{60.0, Datum::agl}.hae_m(earth)), 936.9);
  EXPECT_DOUBLE_EQ((Height{840.0, Datum::msl}.hae_m(earth)), 876.9);
  EXPECT_DOUBLE_EQ((Height{50.0, Datum::hae}.hae_m(earth)), 50.0);
}

TEST(Instant, IsReadAsNanosecondsSince1970) {
  Time t;
  EXPECT_EQ(read_instant("1970-01-01T00:00:00Z", t), "");
  EXPECT_EQ(t.ns, 0);
  EXPECT_EQ(read_instant("2026-06-01T02:00:00Z", t), "");
  EXPECT_EQ(t.ns, 1780279200LL * 1'000'000'000);  // date -u -d 2026-06-01T02:00:00Z +%s
  EXPECT_EQ(read_instant("2000-02-29T23:59:59.25Z", t), "");
  EXPECT_EQ(t.ns, 951868799LL * 1'000'000'000 + 250'000'000);
  EXPECT_EQ(read_instant("1969-12-31T23:59:59.999999999Z", t), "");
  EXPECT_EQ(t.ns, -1);
}

TEST(Instant, ThatNeverWasIsRefused) {
  Time t;
  for (const char* text :
       {"", "2026-06-01", "2026-06-01T02:00:00", "2026-06-01 02:00:00Z", "2026-06-31T00:00:00Z",
        "2025-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-06-01T24:00:00Z",
        "2026-06-01T02:60:00Z", "2026-06-01T02:00:60Z", "2026-06-01T02:00:00.Z",
        "2026-06-01T02:00:00.1234567890Z", "3026-06-01T02:00:00Z", "2026-06-01T02:00:00+03Z",
        "-026-06-01T02:00:00Z", "2026-06-01T+2:00:00Z"})
    EXPECT_NE(read_instant(text, t), "") << text;
}

TEST(HitsOfLooks, AreReadAsMOfN) {
  HitsOfLooks rule;
  EXPECT_EQ(read_hits_of_looks("2 of 3", rule), "");
  EXPECT_EQ(rule.hits, 2);
  EXPECT_EQ(rule.looks, 3);
  for (const char* text :
       {"", "2", "2/3", "3 of 2", "0 of 3", "2 of 21", "two of three", "2 of ", " of 3", "2  of 3"})
    EXPECT_NE(read_hits_of_looks(text, rule), "") << text;
}

}  // namespace
}  // namespace cupola

#include "messages/track_number.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

TEST(TrackNumber, gives_back_what_it_was_made_of) {
  for (const TrackBirth& birth :
       {TrackBirth{PostId{0}, RadarId{0}, 0, false, 1}, TrackBirth{PostId{3}, RadarId{700}, 81, true, 12},
        TrackBirth{PostId{kPostsMost - 1}, RadarId{kRadarsMost - 1}, 0xffffff, true, 0x7fff}}) {
    const TrackBirth read = track_birth(track_number(birth));
    EXPECT_EQ(read.owner, birth.owner);
    EXPECT_EQ(read.radar, birth.radar);
    EXPECT_EQ(read.scan, birth.scan);
    EXPECT_EQ(read.dedicated, birth.dedicated);
    EXPECT_EQ(read.plot, birth.plot);
  }
}

TEST(TrackNumber, comes_in_the_order_of_post_radar_scan_and_plot) {
  const TrackNumber first = track_number({PostId{1}, RadarId{1}, 1, false, 1});
  EXPECT_GT(first, 0u);
  EXPECT_GT(track_number({PostId{1}, RadarId{1}, 1, false, 2}), first);
  EXPECT_GT(track_number({PostId{1}, RadarId{1}, 2, false, 1}), first);
  EXPECT_GT(track_number({PostId{1}, RadarId{2}, 0, false, 1}), first);
  EXPECT_GT(track_number({PostId{2}, RadarId{0}, 0, false, 1}), first);
  EXPECT_EQ(first & kTrackNumberWithoutNames,
            track_number({PostId{9}, RadarId{7}, 1, false, 1}) & kTrackNumberWithoutNames);
}

}  // namespace
}  // namespace cupola

#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "tracking/tests/scene.hpp"

namespace {

std::size_t allocations = 0;

}  // namespace

void* operator new(std::size_t size) {
  ++allocations;
  if (void* p = std::malloc(size != 0 ? size : 1)) return p;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, std::align_val_t alignment) {  // of wide memory
  ++allocations;
  const auto to = static_cast<std::size_t>(alignment);
  if (void* p = std::aligned_alloc(to, (size + to - 1) / to * to)) return p;
  throw std::bad_alloc();
}
void operator delete(void* p, std::align_val_t) noexcept { std::free(p); }
void operator delete(void* p, std::size_t, std::align_val_t) noexcept { std::free(p); }
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }

namespace cupola::testing {
namespace {

TEST(Allocation, NothingIsAllocatedOnceTheTrackerHasSeenItsSky) {
  TestRadar radar = TestRadar::at(38.4, 27.2, 1, 4.0);
  radar.detection_probability = 0.5;  // tracks come and go
  std::vector<Target> targets;
  for (int i = 0; i < 60; ++i) {
    Draws d(ReplicateKey{7}, stream_key(Purpose::traffic, static_cast<std::uint64_t>(i)), 0);
    const double east = d.uniform(), north = d.uniform(), course = 2.0 * math::kPi * d.uniform();
    targets.push_back(radar.target({1e5 * east, 1e5 * north, 6e3},
                                   {200.0 * math::cos(course), 200.0 * math::sin(course), 0.0}));
  }
  const std::vector<PlotBatch> batches = turning_radar(radar, targets, 60, 1);
  Tracker tracker(PostId{1}, {}, {radar.book});
  const std::size_t start = batches.size() / 2;
  std::size_t before = 0, born = 0;
  for (std::size_t i = 0; i < batches.size(); ++i) {
    if (i == start) before = allocations;
    tracker.process(batches[i]);
    if (i >= start)
      for (const TrackState& s : tracker.tracks()) born += s.born >= batches[i].begin;
  }
  const std::size_t after = allocations;
  EXPECT_GT(before, 0u);
  EXPECT_GT(born, 20u);
  EXPECT_LE(after - before, 5u);  // a look busier than any before
}

}  // namespace
}  // namespace cupola::testing

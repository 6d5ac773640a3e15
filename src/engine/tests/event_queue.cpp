#include "engine/event_queue.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/random.hpp"

namespace cupola {
namespace {

std::vector<Event> drained(const std::vector<Event>& events) {
  EventQueue queue;
  for (const Event& e : events) queue.push(e);
  std::vector<Event> out;
  while (!queue.empty()) out.push_back(queue.pop());
  return out;
}

TEST(EventQueue, order_does_not_depend_on_insertion) {
  std::vector<Event> events;
  Draws draws(ReplicateKey::of(1, 0), stream_key(Purpose::parameter, 2), 0);
  for (std::uint32_t i = 0; i < 500; ++i) {
    const auto small = [&draws](int n) { return static_cast<std::uint32_t>(draws.uniform() * n); };
    Event e{Time{small(5)}, EventKind::slice, 0, 0, i};
    e.kind = static_cast<EventKind>(small(9));
    e.subject = small(3);
    e.object = small(3);
    events.push_back(e);
  }
  const std::vector<Event> forward = drained(events);
  std::reverse(events.begin(), events.end());
  const std::vector<Event> backward = drained(events);
  ASSERT_EQ(forward.size(), backward.size());
  for (std::size_t i = 0; i < forward.size(); ++i) EXPECT_EQ(forward[i].rank(), backward[i].rank());
  EXPECT_TRUE(std::is_sorted(forward.begin(), forward.end(),
                             [](const Event& a, const Event& b) { return a.rank() < b.rank(); }));
}

TEST(EventQueueDeathTest, refuses_the_past) {
  EventQueue queue;
  queue.push({Time{10}, EventKind::fly});
  queue.pop();
  queue.push({Time{5}, EventKind::fly});
  EXPECT_EXIT(queue.pop(), testing::ExitedWithCode(70), "event.time >= now_");
}

}  // namespace
}  // namespace cupola

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

TEST(EventQueue, order_holds_while_events_come_and_go) {
  EventQueue queue;
  std::vector<Event> waiting;
  Draws draws(ReplicateKey::of(1, 0), stream_key(Purpose::parameter, 3), 0);
  std::int64_t now = 0;
  for (std::uint32_t i = 0; i < 3000; ++i) {
    const auto small = [&draws](int n) { return static_cast<std::uint32_t>(draws.uniform() * n); };
    Event e{Time{now + small(9)}, EventKind::deliver, 0, 0, i};
    if (small(3) == 0) e.kind = static_cast<EventKind>(small(9));
    e.subject = small(3);
    queue.push(e);
    waiting.push_back(e);
    // Runs of pushes and runs of pops, down to the last event.
    const bool drains = i / 50 % 2 == 1;
    for (std::uint32_t n = drains ? 2 : 0; n > 0 && !queue.empty(); --n) {
      const auto first = std::min_element(waiting.begin(), waiting.end(),
                                          [](const Event& a, const Event& b) { return a.rank() < b.rank(); });
      ASSERT_EQ(queue.pop().rank(), first->rank());
      now = first->time.ns;
      waiting.erase(first);
    }
  }
  EXPECT_EQ(queue.empty(), waiting.empty());
}

/// A run is one entry: nobody must see that, not even what ranks before the rest of it when the first is out.
TEST(EventQueue, runs_of_messages_come_out_one_by_one_in_their_place) {
  EventQueue queue;
  std::vector<Event> waiting;
  Draws draws(ReplicateKey::of(1, 0), stream_key(Purpose::parameter, 4), 0);
  const auto small = [&draws](int n) { return static_cast<std::uint32_t>(draws.uniform() * n); };
  Event e{Time{0}, EventKind::deliver};
  for (int i = 0; i < 1000; ++i) {
    Event first{
        Time{e.time.ns + small(3)}, EventKind::deliver, small(3), small(3), e.ordinal, 10 * e.ordinal};
    const std::uint64_t count = 1 + small(4);
    queue.push_run(first, count);
    for (std::uint64_t n = 0; n < count; ++n, ++first.ordinal, ++first.payload) waiting.push_back(first);
    e.ordinal += count;
    for (std::uint32_t n = small(5); n > 0 && !waiting.empty(); --n) {
      const auto next = std::min_element(waiting.begin(), waiting.end(),
                                         [](const Event& a, const Event& b) { return a.rank() < b.rank(); });
      const Event popped = queue.pop();
      ASSERT_EQ(popped.rank(), next->rank());
      ASSERT_EQ(popped.payload, next->payload);
      waiting.erase(next);
      e.time = popped.time;
    }
  }
  EXPECT_EQ(queue.empty(), waiting.empty());
}

TEST(EventQueue, what_lies_after_the_end_stays) {
  for (const EventKind kind : {EventKind::deliver, EventKind::fly}) {
    EventQueue queue;
    queue.push({Time{10}, kind});
    Event event;
    EXPECT_FALSE(queue.pop_until(Time{9}, event));
    EXPECT_TRUE(queue.pop_until(Time{10}, event));
    EXPECT_FALSE(queue.pop_until(Time{10}, event));
  }
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

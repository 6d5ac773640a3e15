#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/random.hpp"
#include "core/time.hpp"
#include "messages/address.hpp"
#include "network/line.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// Over which links may a message go?
enum class Over : std::uint8_t { any_link, links_that_share_plots };
inline constexpr int kOverCount = 2;

/// Which message arrives when, if at all?
/// Model      between a post and its own radars, fire units and rounds: the internal link (a fixed latency, no
///            loss). Between posts: the way over open links with the least latency, at equal latency the one
///            with fewer links, then with the lower posts; over others only where they relay. It is chosen at
///            sending, from what is open when the message would get there; it passes nobody twice. Plots
///            go over links that share plots alone. Each link on the way carries the message as line.hpp says. Without a way nothing arrives. Equipment of one
///            post reaches another post, or its equipment, through both internal links
/// Returns    the instant of arrival, never before the sending
/// Leaves out queues in the choice of the way; the time that a relay takes itself; that a detour may share less than
///            the usual way: all but plots goes over it in the same fullness and at the same pace
/// Random     Purpose::message_loss and Purpose::delay by (from, to), ordinal the number of the message from
///            that post to that post, counted whether it arrives or not; and what line.hpp draws
/// Checked by tests/network.cpp, tests/ways.cpp
class Network {
 public:
  Network(const Scenario& scenario, ReplicateKey key);
  Network(const Network&) = delete;  // ways point to its lines
  /// `reports`: tracks and plots in the message; 0: another kind of message.
  std::optional<Time> arrival(Address from, Address to, Time sent, int reports = 0,
                              Over over = Over::any_link);
  /// The links from one post to another where all are open; none: there is no way.
  std::vector<const Link*> usual_way(PostId from, PostId to);
  /// From now on a post neither sends, nor passes anything on, nor is reached by others; what is under way arrives.
  void silence(PostId post);
  /// A platform is no longer there to jam.
  void gone(PlatformId platform, Time t);

 private:
  using Lines = std::vector<Line*>;
  /// The best way where everything is open.
  struct Best {
    bool known = false;
    /// Nothing on it ever takes a message or keeps it up: it takes `latency` and no more.
    bool plain = false;
    Duration latency;
    Lines lines;
  };
  /// The way from one post to another.
  struct Way {
    std::uint64_t loss_stream = 0, delay_stream = 0;
    std::uint64_t sent = 0;  ///< messages so far
    bool known = false;      ///< the streams
    std::array<Best, kOverCount> best;
  };
  /// How a post is best reached, while that is being found out.
  struct Reached {
    Time at = kNever;
    int hops = 0;
    Line* by = nullptr;
    bool settled = false;
  };

  PostId post_of(Address address) const;  ///< invalid for a round: it talks to its own post
  const Best& best_way(Way& way, PostId from, PostId to, Over over);
  const Lines& open_way(const Best& best, PostId from, PostId to, Time sent, Over over);
  std::optional<Time> convey(const Way& way, const Lines& lines, std::uint64_t ordinal, Time handed_over,
                             Time sent, int reports);
  void know_streams(Way& way, PostId from, PostId to);
  void find_way(PostId from, PostId to, Time sent, bool all_open, Over over, Lines& found);
  bool sooner(const Reached& old, Time at, int hops, PostId by) const;

  const Scenario* scenario_;
  ReplicateKey key_;
  Duration internal_;
  std::vector<Line> lines_;           // both directions of every link
  std::vector<Lines> lines_of_post_;  // that lead away from it
  std::vector<Way> ways_;             // by sender and receiver
  std::vector<bool> silent_;          // by PostId
  JammersGone gone_;
  std::vector<Reached> reached_;
  Lines detour_;
};

}  // namespace cupola

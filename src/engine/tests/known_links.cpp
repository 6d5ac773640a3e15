#include "engine/known_links.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

Link link(std::uint32_t a, std::uint32_t b, bool plots) {
  Link made;
  made.a = PostId{a};
  made.b = PostId{b};
  made.shares.plots = plots;
  return made;
}

/// Post 0 above post 2, joined by way of post 1; a radar each.
Scenario chain_of_three(bool plots_first, bool plots_second) {
  Scenario s;
  for (std::uint32_t i = 0; i < 3; ++i) {
    PostSite post;
    post.id = PostId{i};
    post.name = std::string("post ") + static_cast<char>('a' + i);
    post.radars = {RadarId{i}};
    s.posts.push_back(post);
    RadarSite radar;
    radar.id = RadarId{i};
    radar.post = post.id;
    s.radars.push_back(radar);
  }
  s.posts[2].superior = PostId{0};
  s.links = {link(0, 1, plots_first), link(1, 2, plots_second)};
  return s;
}

KnownLink link_to_the_last(const Scenario& s) {
  std::vector<OrderOfBattle> posts(s.posts.size());
  for (const PostSite& site : s.posts) {
    posts[site.id.index()].self = site.id;
    posts[site.id.index()].superior = site.superior;
  }
  posts[0].below = {PostId{2}};
  know_links(s, posts);
  const KnownLink* known = posts[0].link_to(PostId{2});
  EXPECT_NE(known, nullptr);
  return known != nullptr ? *known : KnownLink{};
}

TEST(KnownLinks, PlotsAreSharedWhereAllLinksOnTheWayShareThem) {
  EXPECT_TRUE(link_to_the_last(chain_of_three(true, true)).shares.plots);
  EXPECT_FALSE(link_to_the_last(chain_of_three(true, false)).shares.plots);
  EXPECT_FALSE(link_to_the_last(chain_of_three(false, true)).shares.plots);
  EXPECT_FALSE(link_to_the_last(chain_of_three(false, false)).shares.plots);
}

TEST(KnownLinks, WhoHearsWhoseRadarsGoesWithIt) {
  const std::vector<RadarId> all = {RadarId{0}, RadarId{1}, RadarId{2}};
  EXPECT_EQ(heard_radars(chain_of_three(true, true), PostId{0}), all);
  EXPECT_EQ(heard_radars(chain_of_three(false, true), PostId{0}), std::vector<RadarId>{RadarId{0}});
  EXPECT_EQ(hearers(chain_of_three(false, true))[2], std::vector<PostId>{PostId{1}});
  // Who passes nothing on hears for itself.
  Scenario deaf_end = chain_of_three(true, true);
  deaf_end.posts[1].relays = false;
  EXPECT_EQ(heard_radars(deaf_end, PostId{0}), (std::vector<RadarId>{RadarId{0}, RadarId{1}}));
  EXPECT_EQ(heard_radars(deaf_end, PostId{1}), all);
}

TEST(KnownLinks, ThatALinkMayFailIsNotKnownBeforeItDoes) {
  Scenario s = chain_of_three(true, true);
  EXPECT_TRUE(link_to_the_last(s).at_once);
  s.links[1].loss = 0.5;
  s.links[1].mtbf_s = s.links[1].mttr_s = 100.0;
  s.links[1].outages = {{Time{0}, Time{9}}};
  s.links[1].jamming = {{}};
  EXPECT_TRUE(link_to_the_last(s).at_once);
  s.links[1].takes_time = true;
  EXPECT_FALSE(link_to_the_last(s).at_once);
}

}  // namespace
}  // namespace cupola

#include "cli/interrupt.hpp"

#include <csignal>

namespace cupola {

namespace {
volatile std::sig_atomic_t flag = 0;
void set_flag(int) { flag = 1; }
}  // namespace

void catch_interrupts() {
  struct sigaction action{};
  action.sa_handler = set_flag;
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // the second one ends the program at once
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() { return flag != 0; }

}  // namespace cupola

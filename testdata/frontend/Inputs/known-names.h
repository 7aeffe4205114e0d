// A routine's body is not read: the rule says what it does.
inline int Wait(int X) { return X + 1; }

// Members and functions of a namespace that only share its name are read.
struct Queue {
  int Wait(int X) { return X + 2; }
};
namespace driver {
inline int Wait(int X) { return X + 3; }
}

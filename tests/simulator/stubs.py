"""What the stub files of ableton-live-stubs say of Live's modules, read as text: nothing of it is imported."""
import ast
from typing import NamedTuple


class Signature(NamedTuple):
    """A method or function: its arguments without self, how many of them are required, what it returns."""

    arguments: tuple
    required: int
    returns: str


class Stub:
    """One class."""

    def __init__(self, path):
        self.path = path
        self.properties = {}
        self.settable = set()
        self.methods = {}
        self.constants = {}


class Stubs:
    """All classes by their path behind `Live.`, and the functions of the modules."""

    def __init__(self, folder):
        self.classes = {}
        self.functions = {}
        for file in sorted(folder.glob("*/*.pyi")):
            module = file.parent.name
            for node in ast.parse(file.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.ClassDef):
                    self.read_class(node, (module,))
                elif isinstance(node, ast.FunctionDef):
                    self.functions[module, node.name] = read_signature(node, False)

    def read_class(self, node, outside):
        """A class and those inside it."""
        path = outside + (node.name,)
        stub = self.classes[path] = Stub(path)
        for part in node.body:
            if isinstance(part, ast.ClassDef):
                self.read_class(part, path)
            elif isinstance(part, ast.AnnAssign):
                stub.constants[part.target.id] = ast.literal_eval(part.value) if part.value else None
            elif isinstance(part, ast.FunctionDef):
                read_member(stub, part)


def read_member(stub, node):
    """A property, its setter, or a method."""
    words = [ast.unparse(decorator) for decorator in node.decorator_list]
    if "property" in words:
        stub.properties[node.name] = ast.unparse(node.returns)
    elif any(word.endswith(".setter") for word in words):
        stub.settable.add(node.name)
    else:
        stub.methods[node.name] = read_signature(node, True)


def read_signature(node, is_method):
    """The Signature of a function."""
    names = [argument.arg for argument in node.args.args][int(is_method):]
    return Signature(tuple(names), len(names) - len(node.args.defaults), ast.unparse(node.returns))

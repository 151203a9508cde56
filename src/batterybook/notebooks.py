"""Refresh the stored outputs that the tests compare."""

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

#: A cell with this comment, which is nbval's, keeps its output, and the tests compare it.
MARK = "NBVAL_CHECK_OUTPUT"


def refresh(folder):
    """Run each notebook and keep only the outputs of marked cells.

    Parameters
    ----------
    folder : pathlib.Path
        The notebooks.

    Returns
    -------
    int
        1 if a notebook failed; that one is left as it was.
    """
    failed = 0
    for path in sorted(folder.glob("*.ipynb")):
        print(f"Running {path.name} …", flush=True)
        notebook = nbformat.read(path, as_version=4)
        try:
            NotebookClient(notebook, resources={"metadata": {"path": str(folder)}}).execute()
        except CellExecutionError as error:
            print(f"{path.name}: {error.ename}: {error.evalue}")
            failed = 1
            continue
        for cell in notebook.cells:
            cell.metadata.pop("execution", None)
            # nbval compares a cell only if it has a count.
            if cell.cell_type == "code" and MARK not in cell.source:
                cell.outputs = []
                cell.execution_count = None
        notebook.metadata.pop("language_info", None)
        nbformat.write(notebook, path)
    return failed
